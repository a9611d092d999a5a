'use client'

import type { CourtCase } from '#chain/courtCase.ts'
import type { CourtLevel } from '#client/courtLevelsOf.ts'
import { Chip } from '@/components/ui/Chip.tsx'
import { Stepper } from '@/components/ui/Stepper.tsx'
import { formatCount, formatDuration, formatTime } from '@/lib/format.ts'
import { PHASE_WORDS } from '@/lib/market/caseWords.ts'
import { useChainQuery } from '@/lib/useChainQuery.ts'
import { CaseActions } from './CaseActions.tsx'
import { caseSteps, LEVELS } from './caseSteps.ts'
import { useChainNow } from './useChainNow.ts'

/** Where a case is, how long that can last, and what anyone can do about it. */
export function CasePhases({
  courtCase,
  levels,
}: {
  readonly courtCase: CourtCase
  readonly levels: readonly CourtLevel[]
}) {
  const { phase, level, phaseEndsAt, round } = courtCase
  const now = useChainNow()
  const beacon = useChainQuery(
    ['beacon', String(round)],
    async (chain) => (await import('#chain/readBeacon.ts')).readBeacon(chain, round),
    { enabled: phase === 'drawing' },
  )
  const drawn = levels.some((one) => one.level === level)
  const steps = caseSteps(courtCase, drawn).map((step) => ({
    ...step,
    note: step.state === 'running' ? <Countdown endsAt={phaseEndsAt} now={now} /> : undefined,
    detail: detailOf(courtCase, step.id),
  }))
  return (
    <div className="space-y-5">
      <p className="flex flex-wrap items-center gap-2 text-sm">
        <Chip tone={phase === 'closed' ? 'neutral' : 'accent'}>{PHASE_WORDS[phase]}</Chip>
        <span className="text-muted">
          jury {formatCount(level + 1)} of at most {formatCount(LEVELS)}
        </span>
      </p>
      <Stepper label="Phases of the case" steps={steps} />
      {phase !== 'closed' && <CaseActions courtCase={courtCase} now={now} beacon={beacon.data} />}
    </div>
  )
}

function Countdown({ endsAt, now }: { readonly endsAt: number; readonly now: number | undefined }) {
  if (now === undefined) return null
  return (
    <span title={formatTime(endsAt)}>
      {now >= endsAt ? 'its time is over' : `${formatDuration((endsAt - now) * 1000)} left`}
    </span>
  )
}

function detailOf(courtCase: CourtCase, step: string): string | undefined {
  const { phase, jury, committed, guiltyVotes, notGuiltyVotes } = courtCase
  if (jury.length === 0) return undefined
  if (step === 'committing' && phase !== 'drawing') {
    return `${formatCount(committed)} of ${formatCount(jury.length)} committed`
  }
  const isCounted = phase === 'revealing' || phase === 'appealable' || phase === 'closed'
  if (step === 'revealing' && isCounted) {
    return `${formatCount(guiltyVotes)} guilty, ${formatCount(notGuiltyVotes)} not guilty`
  }
  return undefined
}
