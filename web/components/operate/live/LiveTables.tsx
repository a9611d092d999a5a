'use client'

import { useState } from 'react'
import type { ErrorCount, LiveReport, LogLine } from '#telemetry/liveReport.ts'
import { Card } from '@/components/ui/Card.tsx'
import { Chip } from '@/components/ui/Chip.tsx'
import { CopyButton } from '@/components/ui/CopyButton.tsx'
import { Field, Select } from '@/components/ui/Field.tsx'
import { HashText, JobLink } from '@/components/ui/HashText.tsx'
import { Table } from '@/components/ui/Table.tsx'
import { formatAgo, formatCount, formatDuration, isoTime } from '@/lib/format.ts'

const clock = new Intl.DateTimeFormat('en', { timeStyle: 'medium', hour12: false })

const none = (text: string) => <p className="py-2 text-muted text-sm">{text}</p>

/** Tasks that run or wait. */
export function JobsCard({ report: { jobs, at } }: { readonly report: LiveReport }) {
  return (
    <Card title="Tasks now" note={formatCount(jobs.length)}>
      <Table
        caption="Tasks that run now, oldest first"
        rows={jobs}
        rowKey={({ jobId, admittedAt, role }) => `${jobId} ${admittedAt} ${role}`}
        empty={none('Nothing runs. Tasks show up here while the node works on them.')}
        columns={[
          { head: 'Job', primary: true, cell: ({ jobId }) => <JobLink jobId={jobId} /> },
          { head: 'Role', cell: ({ role }) => role },
          { head: 'Tokens', align: 'end', cell: ({ outputTokens }) => formatCount(outputTokens) },
          {
            head: 'For',
            align: 'end',
            cell: ({ admittedAt }) => formatDuration(Math.max(0, at - admittedAt) * 1000),
          },
        ]}
      />
    </Card>
  )
}

/** Models that are loaded. */
export function ModelsCard({ report: { models } }: { readonly report: LiveReport }) {
  return (
    <Card title="Models" note={formatCount(models.length)}>
      <Table
        caption="Models that are loaded"
        rows={models}
        rowKey={({ role, modelId }) => role + modelId}
        empty={none('The runtime has loaded no model yet.')}
        columns={[
          { head: 'Role', primary: true, cell: ({ role }) => role },
          { head: 'Model id', cell: ({ modelId }) => <HashText value={modelId} what="model id" /> },
        ]}
      />
    </Card>
  )
}

/** What went wrong since the start, by code. */
export function ErrorsCard({
  errors,
  now,
}: {
  readonly errors: readonly ErrorCount[]
  readonly now: number
}) {
  return (
    <Card title="Errors by code" note="since the start">
      <Table
        caption="Warnings and errors since the start, the latest first"
        rows={errors}
        rowKey={({ message, code }) => `${message} ${code}`}
        empty={none('None.')}
        columns={[
          {
            head: 'Code',
            primary: true,
            cell: ({ code }) =>
              code ? (
                <a href={`/help/#E-${code}`} className="link font-mono text-xs">
                  {code}
                </a>
              ) : (
                '–'
              ),
          },
          { head: 'What', cell: ({ message }) => message },
          { head: 'Times', align: 'end', cell: ({ count }) => formatCount(count) },
          { head: 'Latest', align: 'end', cell: ({ at }) => formatAgo(at, now) },
        ]}
      />
    </Card>
  )
}

const LEVELS = {
  info: { title: 'Everything', shown: ['info', 'warn', 'error'] },
  warn: { title: 'Warnings and errors', shown: ['warn', 'error'] },
  error: { title: 'Errors', shown: ['error'] },
} as const

const TONES = { info: 'neutral', warn: 'warn', error: 'bad' } as const

/** The end of the log, without any content of jobs. */
export function LogCard({ lines }: { readonly lines: readonly LogLine[] }) {
  const [level, setLevel] = useState<keyof typeof LEVELS>('info')
  const shown: readonly string[] = LEVELS[level].shown
  const rows = lines.filter((line) => shown.includes(line.level)).toReversed()
  return (
    <Card
      title="Log"
      note="newest first"
      action={<CopyButton text={lines.map(lineText).join('\n')} label="Copy for an issue" />}
    >
      <Field label="Show" className="mb-3 max-w-52">
        {(props) => (
          <Select
            {...props}
            value={level}
            onChange={(event) => setLevel(event.target.value as keyof typeof LEVELS)}
          >
            {Object.entries(LEVELS).map(([id, { title }]) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {rows.length === 0 ? (
        none('Nothing of this kind was logged.')
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section aria-label="Log lines" tabIndex={0} className="max-h-80 overflow-y-auto">
          <ol className="divide-y divide-line text-xs">
            {rows.map((line, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be equal
              <li key={`${line.at} ${i}`} className="flex flex-wrap items-baseline gap-x-2 py-1.5">
                <span className="num font-mono text-muted">{clock.format(line.at * 1000)}</span>
                <Chip tone={TONES[line.level]}>{line.level}</Chip>
                <span>{line.message}</span>
                {line.code && <span className="font-mono text-bad">{line.code}</span>}
                <span className="min-w-0 break-all font-mono text-muted">{fieldText(line)}</span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </Card>
  )
}

function lineText(line: LogLine): string {
  const { at, level, message, code = '' } = line
  return [isoTime(at), level, message, code, fieldText(line)]
    .filter((part) => part !== '')
    .join(' ')
}

function fieldText({ fields }: LogLine): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')
}
