'use client'

import { useMemo } from 'react'
import type { CourtCase } from '#chain/courtCase.ts'
import { type CourtLevel, courtLevelsOf } from '#client/courtLevelsOf.ts'
import { EventTable } from '@/components/audit/EventTable.tsx'
import { FeedProgress } from '@/components/audit/FeedProgress.tsx'
import { RecomputeCard } from '@/components/audit/RecomputeCard.tsx'
import { StaleNote } from '@/components/nodes/StaleNote.tsx'
import { ButtonLink } from '@/components/ui/Button.tsx'
import { Card } from '@/components/ui/Card.tsx'
import { Chip, type Tone } from '@/components/ui/Chip.tsx'
import { DownloadButtons } from '@/components/ui/DownloadButtons.tsx'
import { EmptyState } from '@/components/ui/EmptyState.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { AddressText, HashText, NodeLink } from '@/components/ui/HashText.tsx'
import { KeyValues } from '@/components/ui/KeyValues.tsx'
import { Loading } from '@/components/ui/Loading.tsx'
import { VERDICT_WORDS } from '@/lib/market/caseWords.ts'
import { eventRecord } from '@/lib/market/eventRecord.ts'
import { readChain } from '@/lib/readChain.ts'
import { useBlock } from '@/lib/useBlock.ts'
import { useChainQuery } from '@/lib/useChainQuery.ts'
import { BondTable } from './BondTable.tsx'
import { CasePhases } from './CasePhases.tsx'
import { JuryTable } from './JuryTable.tsx'
import { type History, useHistory } from './useHistory.ts'

const VERDICT_TONES: Readonly<Record<CourtCase['verdict'], Tone>> = {
  none: 'neutral',
  notGuilty: 'good',
  guilty: 'bad',
  hung: 'warn',
}

/** One case: where it is, who judges it, what is at stake, and all of it recomputed. */
export function CaseView({ caseId }: { readonly caseId: bigint }) {
  const block = useBlock()
  const history = useHistory()
  const found = useChainQuery(['case', String(caseId)], async (chain) => {
    const { readCase } = await import('#chain/readCase.ts')
    return (await readCase(chain, caseId)) ?? null
  })
  const levels = useMemo(() => courtLevelsOf(history.events, caseId), [history.events, caseId])
  if (found.data) {
    return (
      <div className="space-y-6">
        <StaleNote failed={found.error !== null || block.status === 'unreachable'} />
        <Case courtCase={found.data} levels={levels} history={history} />
      </div>
    )
  }
  if (found.error) return <ErrorBox error={found.error} retry={found.refetch} />
  if (found.isPending) return <Loading what={`case ${caseId}`} lines={8} />
  return (
    <EmptyState
      title={`There is no case ${caseId}`}
      action={<ButtonLink href="/case/">See all cases</ButtonLink>}
    >
      Cases are numbered in the order in which they are opened. It may come with a later block.
    </EmptyState>
  )
}

function Case({
  courtCase,
  levels,
  history,
}: {
  readonly courtCase: CourtCase
  readonly levels: readonly CourtLevel[]
  readonly history: History
}) {
  const { caseId, verdict, bonds } = courtCase
  return (
    <>
      <div className="grid gap-6 lg:grid-cols-2">
        <Card
          title="Where it is"
          action={
            <Chip tone={VERDICT_TONES[verdict]} mark={verdict !== 'none'}>
              {VERDICT_WORDS[verdict]}
            </Chip>
          }
        >
          <CasePhases courtCase={courtCase} levels={levels} />
        </Card>
        <Card title="What it is about">
          <Accusation courtCase={courtCase} />
        </Card>
      </div>
      {levels.length > 0 && (
        <Card title="Juries" note="drawn by the beacon, in proportion to stake">
          <div className="space-y-6">
            {levels.map((level) => (
              <JuryTable key={level.level} level={level} />
            ))}
          </div>
        </Card>
      )}
      <Card title="Bonds" note="whoever stood for the verdict gets them back">
        <BondTable courtCase={courtCase} key={bonds.length} />
      </Card>
      <Verify courtCase={courtCase} history={history} />
      <Events caseId={caseId} history={history} />
    </>
  )
}

function Accusation({ courtCase }: { readonly courtCase: CourtCase }) {
  const { nodeId, role, accuser, taskId, digest, evidenceHash, calibrationVersion } = courtCase
  return (
    <KeyValues
      rows={[
        ['Accused', <NodeLink key="node" nodeId={nodeId} />],
        ['As expert for', role],
        ['Accused by', <AddressText key="accuser" address={accuser} />],
        ['Task', <HashText key="task" value={taskId} what="task id" />],
        ['Digest of the receipt', <HashText key="digest" value={digest} what="digest" />],
        ['Hash of the evidence', <HashText key="evidence" value={evidenceHash} what="hash" />],
        [
          'Judged by',
          calibrationVersion === 0
            ? 'the jurors’ own limits'
            : `calibration ${calibrationVersion}, from before the job`,
        ],
      ]}
    />
  )
}

function Verify({
  courtCase: { caseId, phase, level, committed },
  history: { events, complete },
}: {
  readonly courtCase: CourtCase
  readonly history: History
}) {
  return (
    <RecomputeCard
      key={`${phase} ${level} ${committed}`}
      what="the votes"
      label="Checks of the case"
      command={`witan audit case:${caseId}`}
      ready={complete}
      about="Every opened vote is hashed again and held against what its juror had committed to, verdicts are counted from the votes, and bonds and price are added up."
      run={async () => {
        const [chain, { auditCase }] = await Promise.all([
          readChain(),
          import('#client/auditCase.ts'),
        ])
        return await auditCase(chain, caseId, events)
      }}
    />
  )
}

function Events({ caseId, history }: { readonly caseId: bigint; readonly history: History }) {
  const { feed, complete } = history
  const own = feed.events.filter(({ args }) => 'caseId' in args && args.caseId === caseId)
  return (
    <Card
      title="What happened"
      action={
        feed.blocks && (
          <DownloadButtons
            name={`case-${caseId}`}
            records={own.map(eventRecord)}
            blocks={feed.blocks}
          />
        )
      }
    >
      {(!complete || feed.status === 'failed') && <FeedProgress feed={feed} />}
      {own.length > 0 && <EventTable caption={`Events of case ${caseId}`} events={own} />}
    </Card>
  )
}
