'use client'

import { Button } from '@/components/ui/Button.tsx'
import { Card } from '@/components/ui/Card.tsx'
import { Stepper, type StepState } from '@/components/ui/Stepper.tsx'
import { CommandHint } from './CommandHint.tsx'
import type { Tick, TickId } from './checklist.ts'
import type { Reaching } from './useReach.ts'

const STATES: Readonly<Record<Tick['state'], StepState>> = {
  done: 'done',
  next: 'waiting',
  open: 'waiting',
  unknown: 'waiting',
}

/** The way to the first paid job; what is next says how. */
export function ChecklistCard({
  ticks,
  reaching,
}: {
  readonly ticks: readonly Tick[]
  readonly reaching: Reaching
}) {
  const done = ticks.filter(({ state }) => state === 'done').length
  return (
    <Card title="Checklist" note={`${done} of ${ticks.length} done`}>
      <Stepper
        label="From a fresh machine to the first paid job"
        steps={ticks.map((tick) => ({
          id: tick.id,
          title: tick.title,
          state:
            tick.id === 'reachable' && reaching.reach.status === 'asking'
              ? 'running'
              : STATES[tick.state],
          note: tick.state === 'next' ? 'next' : undefined,
          detail: <Detail tick={tick} reaching={reaching} />,
        }))}
      />
    </Card>
  )
}

function Detail({ tick, reaching }: { readonly tick: Tick; readonly reaching: Reaching }) {
  const { id, state, detail, command } = tick
  return (
    <div className="space-y-1.5">
      <p>{detail}</p>
      {state === 'next' && command && <CommandHint command={command} />}
      {mayAskAgain(id, reaching) && (
        <Button size="small" onClick={reaching.ask}>
          Ask it again
        </Button>
      )}
    </div>
  )
}

function mayAskAgain(id: TickId, { reach }: Reaching): boolean {
  return id === 'reachable' && reach.status === 'silent'
}
