import { MODE_LABELS } from '#protocol/mode.ts'
import { ButtonLink } from '@/components/ui/Button.tsx'

const STEPS = [
  ['Plan', 'Your browser splits the request into tasks and picks an expert for each.'],
  ['Seal', 'Each task is encrypted to the key of the one node that will run it.'],
  ['Stream', 'Answers come back sealed; you pay by signed vouchers for what you opened.'],
  ['Settle', 'The contract pays the nodes and returns the rest. Anyone can recompute it.'],
] as const

/** What this is, in a glance, and the one thing to do. */
export function Hero() {
  return (
    <div className="grid items-start gap-x-14 gap-y-8 pt-2 lg:grid-cols-[1.1fr_1fr] lg:pt-6">
      <div>
        <h1 className="text-balance font-semibold text-3xl leading-tight tracking-tight sm:text-[2.5rem]">
          Sealed questions, answered by a council of small experts
        </h1>
        <p className="mt-4 max-w-prose text-lg text-muted leading-relaxed">
          Witan is a marketplace where many people's machines answer your prompts, paid and policed
          by contracts. No server in between sees a prompt.
        </p>
        <div className="mt-6 flex flex-wrap gap-3">
          <ButtonLink kind="main" href="/chat/">
            Try a job
          </ButtonLink>
          <ButtonLink href="/operate/">Run a node</ButtonLink>
        </div>
        <p className="mt-6 max-w-prose border-accent border-l-2 pl-3 text-muted text-sm leading-relaxed">
          What is promised: {MODE_LABELS.transit}
        </p>
      </div>
      <ol aria-label="How a job goes" className="rounded-lg border border-line bg-surface px-5">
        {STEPS.map(([title, text], i) => (
          <li key={title} className="flex gap-4 border-line py-4 not-last:border-b">
            <span
              aria-hidden="true"
              className="num grid size-7 shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-accent text-xs"
            >
              {i + 1}
            </span>
            <span>
              <span className="block font-medium text-sm">{title}</span>
              <span className="mt-0.5 block text-muted text-sm leading-relaxed">{text}</span>
            </span>
          </li>
        ))}
      </ol>
    </div>
  )
}
