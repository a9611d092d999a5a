'use client'

/** The user's own limits, checked in this page before anything is signed. */

import { useState } from 'react'
import { formatDollars, parseDollars } from '#protocol/units.ts'
import { Card } from '@/components/ui/Card.tsx'
import { Field, Input } from '@/components/ui/Field.tsx'
import { Progress } from '@/components/ui/Progress.tsx'
import { formatMoney } from '@/lib/format.ts'
import { useOwnJobs, useSettings } from './hooks.ts'
import { changeSettings } from './requesterSettings.ts'
import type { SpendCaps } from './spendCaps.ts'

const FIELDS: readonly { readonly name: keyof SpendCaps; readonly label: string }[] = [
  { name: 'perRequest', label: 'Per request' },
  { name: 'perSession', label: 'Per session' },
  { name: 'perDay', label: 'Per 24 hours' },
]

export function CapsCard() {
  const { caps } = useSettings()
  const { data: own } = useOwnJobs()
  const bars = [
    { label: 'This session (cents)', cap: caps.perSession, spent: own?.spent.session },
    { label: 'Last 24 hours (cents)', cap: caps.perDay, spent: own?.spent.day },
  ]
  return (
    <Card title="Limits" note="kept in this browser">
      <p className="mb-4 text-muted text-sm leading-relaxed">
        A job that would pass a limit is refused before anything is signed. What a job locks counts
        until it is settled, then what it cost. An empty field is no limit.
      </p>
      <div className="grid gap-4 sm:grid-cols-3">
        {FIELDS.map(({ name, label }) => (
          <CapField key={name} name={name} label={label} value={caps[name]} caps={caps} />
        ))}
      </div>
      <div className="mt-5 space-y-3">
        {bars.map(({ label, cap, spent }) =>
          cap === undefined || spent === undefined || cap === 0n ? null : (
            <Progress key={label} label={label} value={cents(spent)} max={cents(cap)} />
          ),
        )}
      </div>
      {own && (
        <p className="num mt-3 text-muted text-xs">
          {formatMoney(own.spent.session)} this session, {formatMoney(own.spent.day)} in 24 hours.
        </p>
      )}
    </Card>
  )
}

function CapField({
  name,
  label,
  value,
  caps,
}: {
  readonly name: keyof SpendCaps
  readonly label: string
  readonly value: bigint | undefined
  readonly caps: SpendCaps
}) {
  const [text, setText] = useState<string>()
  const shown = text ?? (value === undefined ? '' : formatDollars(value))
  const wrong = text !== undefined && text !== '' && parse(text) === undefined
  return (
    <Field label={label} problem={wrong ? 'Such as 2.50, or empty.' : undefined}>
      {(props) => (
        <Input
          {...props}
          inputMode="decimal"
          placeholder="no limit"
          value={shown}
          onChange={({ target }) => {
            setText(target.value)
            const amount = parse(target.value)
            if (amount !== undefined || target.value === '') {
              changeSettings({ caps: { ...caps, [name]: amount } })
            }
          }}
          onBlur={() => setText(undefined)}
        />
      )}
    </Field>
  )
}

function parse(text: string): bigint | undefined {
  try {
    return parseDollars(text)
  } catch {
    return undefined
  }
}

/** Cents, rounded up: a bar shows no micro-dollars. */
function cents(amount: bigint): number {
  return Number((amount + 9_999n) / 10_000n)
}
