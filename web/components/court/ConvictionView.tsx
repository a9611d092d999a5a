'use client'

import { useQuery } from '@tanstack/react-query'
import type { ConvictionAudit } from '#client/auditConviction.ts'
import type { Hex } from '#protocol/bytes.ts'
import { isWitanError } from '#protocol/errors.ts'
import { CheckList } from '@/components/audit/CheckList.tsx'
import { CommandLine } from '@/components/audit/CommandLine.tsx'
import { Button, ButtonLink } from '@/components/ui/Button.tsx'
import { Card } from '@/components/ui/Card.tsx'
import { Chip } from '@/components/ui/Chip.tsx'
import { EmptyState } from '@/components/ui/EmptyState.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { AddressText, HashText, JobLink, NodeLink, TxLink } from '@/components/ui/HashText.tsx'
import { KeyValues } from '@/components/ui/KeyValues.tsx'
import { Loading } from '@/components/ui/Loading.tsx'
import { Stat, StatRow } from '@/components/ui/Stat.tsx'
import { downloadBytes } from '@/lib/downloadText.ts'
import { formatCount, formatMoney, formatTime } from '@/lib/format.ts'
import { faultName } from '@/lib/market/faultWords.ts'
import { readChain } from '@/lib/readChain.ts'
import { RaceTable } from './RaceTable.tsx'

/** A punishment with its evidence, recomputed when the page opens. */
export function ConvictionView({ txHash }: { readonly txHash: Hex }) {
  const audit = useQuery({
    queryKey: ['fixed', 'conviction', txHash],
    queryFn: async () => {
      const [chain, { auditConviction }] = await Promise.all([
        readChain(),
        import('#client/auditConviction.ts'),
      ])
      return await auditConviction(chain, txHash)
    },
  })
  if (audit.data) return <Conviction audit={audit.data} again={() => void audit.refetch()} />
  if (isWitanError(audit.error, 'INPUT_INVALID')) {
    return (
      <EmptyState
        title="This transaction punished no node"
        action={<ButtonLink href={`/tx/?hash=${txHash}`}>See what it did</ButtonLink>}
      >
        {audit.error.message} It may also come with a later block.
      </EmptyState>
    )
  }
  if (audit.error) return <ErrorBox error={audit.error} retry={audit.refetch} />
  return <Loading what="the proof and recomputing it" lines={8} />
}

function Conviction({
  audit,
  again,
}: {
  readonly audit: ConvictionAudit
  readonly again: () => void
}) {
  const { txHash, race, fault, checks, evidence } = audit
  return (
    <div className="space-y-6">
      <Price audit={audit} />
      <Facts audit={audit} />
      {race && (
        <Card title={`The race of token ${formatCount(race.position)}`} note="run again here">
          <RaceTable race={race} />
        </Card>
      )}
      <Card
        title="Verify in this browser"
        action={
          <Button size="small" kind="main" onClick={again}>
            Verify again
          </Button>
        }
      >
        <p className="mb-4 max-w-prose text-muted text-sm">
          {fault === 'verdict'
            ? 'The price of a verdict; the case shows its votes.'
            : 'The evidence is taken from the transaction and judged by the rules of the contract. No wallet and no server of anyone is asked.'}
        </p>
        <CheckList label="Checks of the proof" checks={checks} />
        <p className="mt-4 mb-1 text-muted text-xs">The same on the command line</p>
        <CommandLine command={`witan audit ${txHash}`} />
        {evidence && <EvidenceFile evidence={evidence} />}
      </Card>
    </div>
  )
}

function Price({ audit }: { readonly audit: ConvictionAudit }) {
  const { fault, nodeId, slashed, split, timestamp } = audit
  return (
    <Card
      title={faultName(fault)}
      note={formatTime(timestamp)}
      action={
        <Chip tone="bad" mark>
          node {nodeId} punished
        </Chip>
      }
    >
      <StatRow>
        <Stat label="Stake taken" value={formatMoney(slashed)} />
        <Stat label="To the harmed requester" value={formatMoney(split?.victimAmount ?? 0n)} />
        <Stat label="To the finder" value={formatMoney(split?.finderAmount ?? 0n)} />
        <Stat label="Burned" value={formatMoney(split?.burned ?? 0n)} />
      </StatRow>
    </Card>
  )
}

function Facts({ audit }: { readonly audit: ConvictionAudit }) {
  const { nodeId, receipt, taskId, digest, finder, jailedUntil, txHash, blockNumber } = audit
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <Card title="Whom and when">
        <KeyValues
          rows={[
            ['Node', <NodeLink key="node" nodeId={nodeId} />],
            ['Found by', <AddressText key="finder" address={finder} />],
            ['Jailed until', jailedUntil === undefined ? 'not jailed' : formatTime(jailedUntil)],
            ['Block', formatCount(blockNumber)],
            ['Transaction', <TxLink key="tx" hash={txHash} />],
          ]}
        />
      </Card>
      <Card title="What it had signed">
        <KeyValues
          rows={[
            ['Task', <HashText key="task" value={taskId} what="task id" />],
            [
              'Job',
              receipt ? <JobLink key="job" jobId={receipt.jobId} /> : 'not in the transaction',
            ],
            ['Digest of the receipt', <HashText key="digest" value={digest} what="digest" />],
            ['Output', receipt ? `${formatCount(receipt.outputTokens)} tokens` : '–'],
            [
              'Transcript root',
              receipt ? (
                <HashText key="root" value={receipt.transcriptRoot} what="transcript root" />
              ) : (
                '–'
              ),
            ],
          ]}
        />
      </Card>
    </div>
  )
}

/** The bundle as others can check it, and show it to a court again. */
function EvidenceFile({
  evidence,
}: {
  readonly evidence: NonNullable<ConvictionAudit['evidence']>
}) {
  const save = async () => {
    const { encodeEvidence } = await import('#verification/evidence.ts')
    const { bytes, hash } = encodeEvidence(evidence)
    downloadBytes(`witan-evidence-${hash.slice(2, 10)}.cbor`, bytes)
  }
  return (
    <div className="mt-4 flex flex-wrap items-center gap-3">
      <Button size="small" onClick={() => void save()}>
        Download the evidence
      </Button>
      <span className="text-muted text-xs">
        <code className="font-mono">witan prove &lt;file&gt; --dry-run</code> judges it on any
        machine.
      </span>
    </div>
  )
}
