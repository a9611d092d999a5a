'use client'

/** The user's own limits, checked in this page before anything is signed. */

import { useState } from 'react'
import { formatDollars, parseDollars } from '#protocol/units.ts'
import { Card } from '@/components/ui/Card.tsx'
import { Field, Input } from '@/components/ui/Field.tsx'
import { KeyValues } from '@/components/ui/KeyValues.tsx'
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
  const spent = own?.spent
  const of = (amount: bigint | undefined, cap: bigint | undefined) =>
    `${formatMoney(amount)}${cap === undefined ? ', no limit' : ` of ${formatMoney(cap)}`}`
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
      <div className="mt-4">
        <KeyValues
          rows={[
            ['Used this session', of(spent?.session, caps.perSession)],
            ['Used in 24 hours', of(spent?.day, caps.perDay)],
          ]}
        />
      </div>
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
