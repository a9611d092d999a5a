'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/Button.tsx'
import { Field, Input, Select } from '@/components/ui/Field.tsx'
import { EVENT_GROUPS } from '@/lib/market/eventKind.ts'
import { EVENT_NAMES, eventKind } from '@/lib/market/eventKinds.ts'

/** Fields of the filter by their names in the address. */
type Fields = {
  readonly type: string
  readonly event: string
  readonly node: string
  readonly q: string
  readonly from: string
  readonly to: string
}

const NAMES = ['type', 'event', 'node', 'q', 'from', 'to'] as const

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
      className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-[8rem_11rem_4.5rem_1fr_5.5rem_5.5rem_auto]"
    >
      <Choice
        label="Type"
        all="All types"
        value={fields.type}
        options={Object.entries(EVENT_GROUPS)}
        onChange={(type) => apply({ ...fields, type, event: '' })}
      />
      <Choice
        label="Event"
        all="All events"
        value={fields.event}
        options={eventsOf(fields.type)}
        onChange={(event) => apply({ ...fields, event })}
      />
      <TextField label="Node" value={fields.node} numeric onChange={(node) => set({ node })} />
      <TextField
        label="Search"
        placeholder="job, account, hash, case 1"
        value={fields.q}
        onChange={(q) => set({ q })}
      />
      <TextField
        label="From block"
        value={fields.from}
        numeric
        onChange={(from) => set({ from })}
      />
      <TextField label="To block" value={fields.to} numeric onChange={(to) => set({ to })} />
      <div className="col-span-2 flex gap-2 sm:col-span-3 lg:col-span-1 lg:self-end lg:pb-1">
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

/** Names and titles of the events of a type, or of all. */
function eventsOf(group: string): readonly (readonly [string, string])[] {
  return EVENT_NAMES.map((name) => ({ name, kind: eventKind(name) }))
    .filter(({ kind }) => group === '' || kind.group === group)
    .map(({ name, kind }) => [name, kind.title] as const)
    .sort(([, a], [, b]) => a.localeCompare(b))
}

function Choice({
  label,
  all,
  value,
  options,
  onChange,
}: {
  readonly label: string
  /** What no choice is called. */
  readonly all: string
  readonly value: string
  readonly options: readonly (readonly [string, string])[]
  readonly onChange: (value: string) => void
}) {
  return (
    <Field label={label}>
      {(props) => (
        <Select {...props} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{all}</option>
          {options.map(([name, title]) => (
            <option key={name} value={name}>
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
  placeholder,
  numeric = false,
  onChange,
}: {
  readonly label: string
  readonly placeholder?: string
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
          placeholder={placeholder}
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
  return {
    type: of('type'),
    event: of('event'),
    node: of('node'),
    q: of('q'),
    from: of('from'),
    to: of('to'),
  }
}
