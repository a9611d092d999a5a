'use client'

/** One request and its answer, with how it came about. */

import Link from 'next/link'
import { WitanError } from '#protocol/errors.ts'
import { Button } from '@/components/ui/Button.tsx'
import { Chip, type Tone } from '@/components/ui/Chip.tsx'
import { CopyButton } from '@/components/ui/CopyButton.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { formatMoney, formatTime } from '@/lib/format.ts'
import { JobFooter } from './JobFooter.tsx'
import type { RunningJob } from './jobRunner.ts'
import { currentStep, owedOf } from './jobSteps.ts'
import type { JobView, TaskView } from './jobView.ts'
import { LiveWords } from './LiveWords.tsx'
import { PlanView } from './PlanView.tsx'
import { ReclaimBox } from './ReclaimBox.tsx'
import { SealedChip } from './SealedChip.tsx'
import { useNowMs } from './useNowMs.ts'

export function Exchange({
  job,
  onAgain,
  latest,
}: {
  readonly job: RunningJob
  /** Puts the prompt back into the composer. */
  readonly onAgain: () => void
  /** Whether it shows its steps without being asked. */
  readonly latest: boolean
}) {
  const { view, prompt, stop, reclaim } = job
  const active = isActive(view)
  const nowMs = useNowMs(active)
  const state = stateOf(view)
  const jobId = view.funded?.jobId
  return (
    <article className="rounded-lg border border-line bg-surface" aria-label="Request and answer">
      <div className="border-line border-b px-4 py-3 sm:px-5">
        <p className="text-muted text-xs">You asked</p>
        <p className="mt-0.5 whitespace-pre-wrap break-words">{prompt}</p>
      </div>
      <div className="space-y-4 px-4 py-4 sm:px-5">
        <div className="min-w-0 space-y-4">
          <div className="flex flex-wrap items-center gap-2">
            <span data-testid="job-state">
              <Chip tone={state.tone} mark>
                {state.word}
              </Chip>
            </span>
            <SealedChip tasks={view.tasks} mode={view.quoted?.mode ?? 'transit'} />
          </div>
          <Answer view={view} active={active} />
          <Problem view={view} />
          <ReclaimBox view={view} onReclaim={reclaim} />
          <div
            className={`flex flex-wrap items-center gap-x-5 gap-y-2 empty:hidden ${view.tasks.some(({ tokens }) => tokens > 0) ? 'border-line border-t pt-3' : ''}`}
          >
            <JobFooter view={view} />
            <div className="ml-auto flex flex-wrap items-center gap-2">
              {active && (
                <Button size="small" kind="danger" onClick={stop} disabled={view.stopping}>
                  {view.stopping ? 'Stopping' : 'Stop'}
                  <kbd className="font-mono text-[0.6875rem] opacity-75">Esc</kbd>
                </Button>
              )}
              {view.merged && <CopyButton text={view.merged.answer} label="Copy answer" />}
              {!active && (
                <Button size="small" kind="quiet" onClick={onAgain}>
                  Ask again
                </Button>
              )}
              {jobId && (
                <Link href={`/job/?id=${jobId}`} className="link text-sm">
                  Open job
                </Link>
              )}
            </div>
          </div>
        </div>
        <details open={latest} className="border-line border-t pt-3">
          <summary className="min-h-6 font-medium text-muted text-xs">How it is answered</summary>
          <div className="mt-3 gap-x-10 lg:columns-2 lg:[&_li]:break-inside-avoid">
            <PlanView view={view} nowMs={nowMs} />
          </div>
        </details>
      </div>
      <LiveWords view={view} />
    </article>
  )
}

/** Whether there is something to stop. */
export function isActive({ merged, failed, settled, reclaimable }: JobView): boolean {
  return !merged && !failed && !settled && !reclaimable
}

function stateOf(view: JobView): { readonly word: string; readonly tone: Tone } {
  const { merged, failed, settled, reclaimable, stopping, tasks } = view
  if (stopping && !merged) {
    if (settled || reclaimable || failed) return { word: 'stopped', tone: 'warn' }
    return { word: 'stopping', tone: 'warn' }
  }
  if (failed && !merged) {
    return { word: failed.code === 'TASK_TIMEOUT' ? 'timed out' : 'failed', tone: 'bad' }
  }
  if (settled) return { word: merged?.complete ? 'settled' : 'partly answered', tone: 'good' }
  if (reclaimable) return { word: merged ? 'answered and verified' : 'ended', tone: 'good' }
  if (merged) return { word: 'settling', tone: 'accent' }
  if (tasks.some(({ reroutes, tokens }) => reroutes.length > 0 && tokens === 0)) {
    return { word: 're-routed to another node', tone: 'warn' }
  }
  return { word: RUNNING[currentStep(view)?.id ?? 'plan'], tone: 'accent' }
}

const RUNNING = {
  plan: 'planning',
  route: 'asking for quotes',
  fund: 'signing',
  seal: 'matched, sealing',
  stream: 'streaming',
  verify: 'verifying',
  merge: 'merging',
  settle: 'settling',
} as const

/** The answer; while it comes, what each expert writes. */
function Answer({ view, active }: { readonly view: JobView; readonly active: boolean }) {
  const { merged, tasks } = view
  if (merged) {
    return (
      <div className="space-y-2">
        <p data-testid="answer" className="whitespace-pre-wrap break-words text-lg leading-relaxed">
          {merged.answer}
        </p>
        {!merged.complete && <p className="text-sm text-warn">Some parts have no answer.</p>}
        <Workings tasks={tasks} />
      </div>
    )
  }
  const writing = tasks.filter(({ stream, answer }) => stream !== '' || answer !== undefined)
  if (writing.length === 0) {
    return active ? (
      <p className="text-muted text-sm">The answer appears here as it comes.</p>
    ) : null
  }
  return (
    <div className="space-y-2">
      {writing.map(({ taskId, role, nodeId, stream, answer }) => (
        <div key={taskId}>
          <p className="text-muted text-xs">
            node {nodeId} · {role}
          </p>
          <p className="whitespace-pre-wrap break-words font-mono text-sm" data-testid="stream">
            {answer ?? stream}
            {active && answer === undefined && (
              <span aria-hidden="true" className="ml-0.5 inline-block animate-pulse text-accent">
                ▍
              </span>
            )}
          </p>
        </div>
      ))}
    </div>
  )
}

function Workings({ tasks }: { readonly tasks: readonly TaskView[] }) {
  const shown = tasks.filter(({ workings }) => workings)
  if (shown.length === 0) return null
  return (
    <details className="text-sm">
      <summary className="inline-flex min-h-6 items-center text-accent">Workings</summary>
      {shown.map(({ taskId, workings }) => (
        <p
          key={taskId}
          className="mt-1 whitespace-pre-wrap break-words font-mono text-muted text-xs"
        >
          {workings}
        </p>
      ))}
    </details>
  )
}

/** Why there is no answer, and what became of the money. */
function Problem({ view }: { readonly view: JobView }) {
  const { failed, merged, stopping, funded, settled } = view
  if (stopping && !merged && funded) {
    const owed = settled ? settled.paid + settled.fee : owedOf(view)
    return (
      <p className="text-sm">
        You stopped this job. {formatMoney(owed)} is paid for what had arrived; the rest is yours.
      </p>
    )
  }
  if (!failed || (stopping && !funded)) {
    return failed ? <p className="text-sm">You stopped before anything was signed.</p> : null
  }
  const title = merged ? 'The answer is here, but the settlement is open.' : undefined
  return (
    <>
      <ErrorBox error={new WitanError(failed.code, failed.message)} title={title} />
      <Refund view={view} />
    </>
  )
}

function Refund({ view }: { readonly view: JobView }) {
  const { settled, funded, failed } = view
  if (!funded) return failed?.jobId ? <Unconfirmed jobId={failed.jobId} code={failed.code} /> : null
  if (!settled) {
    return (
      <p className="text-sm">
        Nothing beyond {formatMoney(owedOf(view))} can be taken for this job.{' '}
        <Link href={`/job/?id=${funded.jobId}`} className="link">
          Reclaim the rest
        </Link>
      </p>
    )
  }
  return (
    <p className="text-sm">
      {settled.released
        ? `${formatMoney(settled.refunded)} of ${formatMoney(settled.locked)} is back in your balance.`
        : `The rest can be reclaimed from ${formatTime(settled.releasableAt)} on.`}
    </p>
  )
}

/** A funding transaction that was sent, and of which nothing was heard. */
function Unconfirmed({ jobId, code }: { readonly jobId: string; readonly code: string }) {
  if (code !== 'TRANSACTION_TIMEOUT' && code !== 'CHAIN_UNREACHABLE') return null
  return (
    <p className="text-sm">
      If the transaction is included later, the money can be taken back from{' '}
      <Link href={`/job/?id=${jobId}`} className="link">
        the job's page
      </Link>
      .
    </p>
  )
}
