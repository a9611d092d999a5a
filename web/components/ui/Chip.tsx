/** A short state in words, never by color alone: <Chip tone="good">settled</Chip>. */

import type { ReactNode } from 'react'

export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad'

const TONES: Readonly<Record<Tone, string>> = {
  neutral: 'bg-sunken text-muted',
  accent: 'bg-accent-soft text-accent',
  good: 'bg-good-soft text-good',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
}

const MARKS: Readonly<Record<Tone, string>> = {
  neutral: '',
  accent: '',
  good: '✓',
  warn: '!',
  bad: '✕',
}

export function Chip({
  tone = 'neutral',
  mark = false,
  title,
  children,
}: {
  readonly tone?: Tone
  /** Puts a sign of the tone before the words. */
  readonly mark?: boolean
  readonly title?: string
  readonly children: ReactNode
}) {
  return (
    <span
      title={title}
      className={`inline-flex items-center gap-1 rounded px-1.5 py-0.5 font-medium text-xs ${TONES[tone]}`}
    >
      {mark && MARKS[tone] && <span aria-hidden="true">{MARKS[tone]}</span>}
      {children}
    </span>
  )
}
