'use client'

/** A job's steps as they happen: plan, route, pay, seal, stream, verify, merge, settle, each with node, time and cost. */

import type { ReactNode } from 'react'
import { TxLink } from '@/components/ui/HashText.tsx'
import { type Step, Stepper } from '@/components/ui/Stepper.tsx'
import { formatBytes, formatCount, formatDuration, formatMoney } from '@/lib/format.ts'
import { type JobStep, type StepId, stepsOf } from './jobSteps.ts'
import type { JobView, TaskView } from './jobView.ts'
import { WhyNode } from './WhyNode.tsx'

const TITLES: Readonly<Record<StepId, string>> = {
  plan: 'Plan',
  route: 'Route',
  fund: 'Sign and fund',
  seal: 'Seal',
  stream: 'Stream',
  verify: 'Verify',
  merge: 'Merge',
  settle: 'Settle',
}

export function PlanView({ view, nowMs }: { readonly view: JobView; readonly nowMs?: number }) {
  const shown = nowMs === undefined ? view : { ...view, nowMs: Math.max(nowMs, view.nowMs) }
  const steps = stepsOf(shown).map(
    (step): Step => ({
      id: step.id,
      title: TITLES[step.id],
      state: step.state,
      note: noteOf(step),
      detail: detailOf(step, view),
    }),
  )
  return <Stepper label="How the request is answered" steps={steps} />
}

function noteOf({ id, nodeIds, spanMs, cost, state }: JobStep): string | undefined {
  const price = cost === undefined ? [] : [`${id === 'route' ? '≤ ' : ''}${formatMoney(cost)}`]
  const parts = [
    ...(nodeIds.length > 0 ? [`node ${nodeIds.join(', ')}`] : []),
    ...(spanMs === undefined ? [] : [formatDuration(spanMs)]),
    ...price,
  ]
  return parts.length === 0 || state === 'waiting' ? undefined : parts.join(' · ')
}

function detailOf(step: JobStep, view: JobView): ReactNode {
  const { tasks, funded, settled } = view
  switch (step.id) {
    case 'plan':
      return view.planReason
    case 'route':
      return perTask(tasks, (task) => (
        <WhyNode taskId={task.taskId} reason={task.reason} ranking={task.ranking} />
      ))
    case 'fund':
      if (funded)
        return (
          <>
            Transaction <TxLink hash={funded.txHash} />
          </>
        )
      return view.signing ? 'Confirm in your wallet; a burner signs by itself.' : undefined
    case 'seal':
      return perTask(tasks, ({ sealed }) =>
        sealed ? `${formatBytes(sealed.envelopeBytes)} sealed to node ${sealed.nodeId}` : undefined,
      )
    case 'stream':
      return perTask(tasks, streamed)
    case 'verify':
      return perTask(tasks, verified)
    case 'merge':
      return tasks.length > 1 && view.merged
        ? `${formatCount(tasks.filter(({ answer }) => answer !== undefined).length)} of ${formatCount(tasks.length)} parts answered.`
        : undefined
    case 'settle':
      return settled ? <SettledFacts view={view} /> : undefined
  }
}

function perTask(tasks: readonly TaskView[], of: (task: TaskView) => ReactNode): ReactNode {
  const rows = tasks.flatMap((task) => {
    const detail = of(task)
    return detail ? [{ task, detail }] : []
  })
  if (rows.length === 0) return undefined
  if (tasks.length === 1) return rows[0]!.detail
  return (
    <ul className="space-y-1.5">
      {rows.map(({ task, detail }) => (
        <li key={task.taskId} className="min-w-0">
          <span className="font-medium text-ink text-xs">
            Part {task.taskId} · {task.role}
          </span>
          <div>{detail}</div>
        </li>
      ))}
    </ul>
  )
}

function streamed({ tokens, reroutes, problem }: TaskView): ReactNode {
  if (tokens === 0 && reroutes.length === 0 && !problem) return undefined
  return (
    <>
      {reroutes.map(({ from, to, code }) => (
        <p key={`${from}-${to}`} className="text-warn">
          Node {from} failed ({code}); node {to} takes over.
        </p>
      ))}
      {tokens > 0 && <p>{formatCount(tokens)} tokens</p>}
      {problem && <p className="text-bad">{problem.message}</p>}
    </>
  )
}

function verified({ checks }: TaskView): ReactNode {
  if (!checks) return undefined
  const failed = checks.filter(({ ok }) => !ok).map(({ name }) => name)
  return (
    <details>
      <summary className="inline-flex min-h-6 items-center">
        {failed.length === 0
          ? `Receipt: ${checks.length} of ${checks.length} checks hold`
          : `Receipt refused: wrong ${failed.join(', ')}`}
      </summary>
      <ul className="mt-1 columns-2 text-xs">
        {checks.map(({ name, ok }) => (
          <li key={name}>
            <span aria-hidden="true">{ok ? '✓' : '✕'}</span> {name}
            <span className="sr-only">{ok ? ' holds' : ' fails'}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function SettledFacts({ view }: { readonly view: JobView }) {
  const { settled } = view
  if (!settled) return null
  const paid = settled.nodes.filter(({ claimed }) => claimed > 0n)
  return (
    <p>
      {formatMoney(settled.locked)} locked,{' '}
      {paid.length === 0
        ? 'nothing paid'
        : paid.map(({ nodeId, claimed }) => `${formatMoney(claimed)} to node ${nodeId}`).join(', ')}
      {settled.fee > 0n && ` (fee ${formatMoney(settled.fee)} of it)`}
      {settled.released && `, ${formatMoney(settled.refunded)} back in your balance`}.
    </p>
  )
}
