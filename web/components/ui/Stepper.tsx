/**
 * Steps in their order, each with its state in words:
 *   <Stepper label="Job" steps={[{ id: 'seal', title: 'Seal', state: 'done', note: 'node 2 · 12 ms' }, …]} />
 */

import type { ReactNode } from 'react'

export type StepState = 'waiting' | 'running' | 'done' | 'failed' | 'skipped'

export type Step = {
  readonly id: string
  readonly title: ReactNode
  readonly state: StepState
  /** Short figures beside the title. */
  readonly note?: ReactNode
  /** More, below the title. */
  readonly detail?: ReactNode
}

const SIGNS: Readonly<Record<StepState, { sign: string; look: string }>> = {
  waiting: { sign: '', look: 'border border-edge bg-surface' },
  running: { sign: '', look: 'border-2 border-accent border-t-transparent animate-spin' },
  done: { sign: '✓', look: 'bg-good-soft text-good' },
  failed: { sign: '✕', look: 'bg-bad-soft text-bad' },
  skipped: { sign: '–', look: 'bg-sunken text-muted' },
}

export function Stepper({
  label,
  steps,
}: {
  readonly label: string
  readonly steps: readonly Step[]
}) {
  return (
    <ol aria-label={label} className="relative space-y-0">
      {steps.map((step, i) => (
        <li
          key={step.id}
          aria-current={step.state === 'running' ? 'step' : undefined}
          className="relative flex gap-3 pb-4 last:pb-0"
        >
          {i < steps.length - 1 && (
            <span aria-hidden="true" className="absolute top-6 bottom-0 left-2.5 w-px bg-line" />
          )}
          <span
            aria-hidden="true"
            className={`mt-0.5 grid size-5 shrink-0 place-items-center rounded-full font-bold text-[0.6875rem] ${SIGNS[step.state].look}`}
          >
            {SIGNS[step.state].sign}
          </span>
          <div className="min-w-0 flex-1">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span
                className={`text-sm ${step.state === 'waiting' || step.state === 'skipped' ? 'text-muted' : 'font-medium'}`}
              >
                {step.title}
                <span className="sr-only">: {step.state}</span>
              </span>
              {step.note && <span className="num text-muted text-xs">{step.note}</span>}
            </div>
            {step.detail && <div className="mt-1 text-muted text-sm">{step.detail}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}
