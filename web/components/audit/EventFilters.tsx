'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/Button.tsx'
import { Field, Input, Select } from '@/components/ui/Field.tsx'
import { EVENT_GROUPS } from '@/lib/market/eventKind.ts'

/** Fields of the filter by their names in the address. */
type Fields = {
  readonly type: string
  readonly node: string
  readonly q: string
  readonly from: string
  readonly to: string
}

const NAMES = ['type', 'node', 'q', 'from', 'to'] as const

/** Which events to show; what is applied stands in the address. */
export function EventFilters({
  params,
  onApply,
}: {
  readonly params: URLSearchParams
  readonly onApply: (params: URLSearchParams) => void
}) {
  const [fields, setFields] = useState<Fields>(() => fieldsIn(params))
  const set = (change: Partial<Fields>) => setFields({ ...fields, ...change })
  const apply = (next: Fields) => {
    setFields(next)
    const filled = Object.entries(next).filter(([, value]) => value.trim() !== '')
    onApply(new URLSearchParams(filled))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    apply(fields)
  }
  return (
    <form
      onSubmit={submit}
      className="grid grid-cols-2 gap-3 sm:grid-cols-[10rem_7rem_1fr_7rem_7rem]"
    >
      <GroupField value={fields.type} onChange={(type) => apply({ ...fields, type })} />
      <TextField label="Node" value={fields.node} numeric onChange={(node) => set({ node })} />
      <div className="col-span-2 sm:col-span-1">
        <TextField label="Job id or account" value={fields.q} onChange={(q) => set({ q })} />
      </div>
      <TextField
        label="From block"
        value={fields.from}
        numeric
        onChange={(from) => set({ from })}
      />
      <TextField label="To block" value={fields.to} numeric onChange={(to) => set({ to })} />
      <div className="col-span-2 flex gap-2 sm:col-span-5">
        <Button type="submit" size="small">
          Filter
        </Button>
        {NAMES.some((name) => params.has(name)) && (
          <Button size="small" kind="quiet" onClick={() => apply(fieldsIn(new URLSearchParams()))}>
            Show all events
          </Button>
        )}
      </div>
    </form>
  )
}

function GroupField({
  value,
  onChange,
}: {
  readonly value: string
  readonly onChange: (group: string) => void
}) {
  return (
    <Field label="Type">
      {(props) => (
        <Select {...props} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">All events</option>
          {Object.entries(EVENT_GROUPS).map(([group, title]) => (
            <option key={group} value={group}>
              {title}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

function TextField({
  label,
  value,
  numeric = false,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly numeric?: boolean
  readonly onChange: (value: string) => void
}) {
  const problem = numeric && value.trim() !== '' && !/^\d+$/.test(value.trim()) ? 'Digits only' : ''
  return (
    <Field label={label} problem={problem}>
      {(props) => (
        <Input
          {...props}
          value={value}
          spellCheck={false}
          autoComplete="off"
          inputMode={numeric ? 'numeric' : 'text'}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

function fieldsIn(params: URLSearchParams): Fields {
  const of = (name: keyof Fields) => params.get(name) ?? ''
  return { type: of('type'), node: of('node'), q: of('q'), from: of('from'), to: of('to') }
}
