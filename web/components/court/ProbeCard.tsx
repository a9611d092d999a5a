'use client'

import Link from 'next/link'
import type { MarketEvent } from '#chain/marketEvents.ts'
import type { ProbeRecord } from '#client/auditProbes.ts'
import { eventsNamed } from '#client/eventsNamed.ts'
import { Card } from '@/components/ui/Card.tsx'
import { Chip } from '@/components/ui/Chip.tsx'
import { EmptyState } from '@/components/ui/EmptyState.tsx'
import { HashText, JobLink, NodeLink, TxLink } from '@/components/ui/HashText.tsx'
import { KeyValues } from '@/components/ui/KeyValues.tsx'
import { formatCount, formatMoney, formatTime } from '@/lib/format.ts'
import { caseHref, proofHref } from '@/lib/market/eventPlace.ts'

/** One probe: what was asked of whom, what the node signed for it, and what the verifier found. */
export function ProbeCard({
  probe,
  events,
}: {
  readonly probe: ProbeRecord
  /** Of the market: what came of the probe is among them. */
  readonly events: readonly MarketEvent[]
}) {
  const { state, drawn, report } = probe
  if (!report) return <Unreported state={state} drawn={drawn} />
  const { nodeId, taskId, digest, statsHash, txHash, timestamp, shown } = report
  const receipt = shown?.signed.receipt
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <Card
        title="What was found"
        action={
          <Chip tone={state === 'passed' ? 'good' : 'bad'} mark>
            {state}
          </Chip>
        }
      >
        <KeyValues
          rows={[
            ['Node', <NodeLink key="node" nodeId={nodeId} />],
            ['Reported', formatTime(timestamp)],
            ['Hash of the replay’s figures', <HashText key="s" value={statsHash} what="hash" />],
            [
              'Hash of the prompt',
              shown ? (
                <HashText key="p" value={shown.probe.promptHash} what="hash of the prompt" />
              ) : (
                'not in the transaction'
              ),
            ],
            ['Report', <TxLink key="tx" hash={txHash} />],
            ['What came of it', <Sequel key="sequel" digest={digest} events={events} />],
          ]}
        />
      </Card>
      <Card title="What the node had signed">
        <KeyValues
          rows={[
            ['Task', <HashText key="task" value={taskId} what="task id" />],
            [
              'Job',
              receipt ? <JobLink key="job" jobId={receipt.jobId} /> : 'not in the transaction',
            ],
            ['Digest of the receipt', <HashText key="digest" value={digest} what="digest" />],
            ['As expert for', receipt?.role ?? '–'],
            ['Output', receipt ? `${formatCount(receipt.outputTokens)} tokens` : '–'],
            ['Price', receipt ? formatMoney(receipt.amount) : '–'],
          ]}
        />
      </Card>
    </div>
  )
}

/** The case or the punishment that the receipt of a probe led to. */
function Sequel({
  digest,
  events,
}: {
  readonly digest: string
  readonly events: readonly MarketEvent[]
}) {
  const opened = eventsNamed(events, 'CaseOpened').find(({ args }) => args.digest === digest)
  const proven = eventsNamed(events, 'FaultProven').find(({ args }) => args.digest === digest)
  const href = proven ? proofHref(proven.txHash) : opened && caseHref(opened.args.caseId)
  if (href === undefined) return 'no case'
  return (
    <Link href={href} className="link">
      {proven ? 'punished' : `case ${opened?.args.caseId}`}
    </Link>
  )
}

function Unreported({ state, drawn }: Pick<ProbeRecord, 'state' | 'drawn'>) {
  if (state === 'skipped') {
    return (
      <EmptyState title="This probe was skipped">
        Its node served nobody then, had no stake, or was of the verifier’s own operator.
      </EmptyState>
    )
  }
  if (state === 'unanswered') {
    return (
      <EmptyState title="This probe got no answer">
        So its verifier says. It earns nothing for it, and nothing follows for the node.
      </EmptyState>
    )
  }
  return (
    <EmptyState title={drawn === undefined ? 'Not drawn yet' : 'Not reported yet'}>
      {drawn === undefined
        ? 'Whom it goes to is known when the verifier has told its secret and the beacon has spoken.'
        : 'The verifier has until the end of the reporting time; without it, it earns nothing for the epoch.'}
    </EmptyState>
  )
}
