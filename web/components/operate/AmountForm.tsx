'use client'

import { type FormEvent, type ReactNode, useState } from 'react'
import { isWitanError } from '#protocol/errors.ts'
import { formatDollars, parseDollars } from '#protocol/units.ts'
import { Button } from '@/components/ui/Button.tsx'
import { Field, Input } from '@/components/ui/Field.tsx'
import { formatMoney } from '@/lib/format.ts'

/** One amount of dollars and the button that sends it; what is typed is checked before any wallet opens. */
export function AmountForm({
  label,
  hint,
  action,
  kind,
  max,
  maxName,
  busy,
  onSend,
}: {
  readonly label: string
  /** Said of a valid amount, or of none. */
  readonly hint?: (amount: bigint | undefined) => ReactNode
  readonly action: string
  readonly kind?: 'main' | 'plain' | 'danger'
  /** Micro-dollars; undefined while unknown. */
  readonly max: bigint | undefined
  /** What the maximum is: "the wallet holds". */
  readonly maxName: string
  readonly busy: boolean
  /** Resolves with whether it was done. */
  readonly onSend: (amount: bigint) => Promise<boolean>
}) {
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const amount = amountIn(text)
  const tooMuch = amount !== undefined && max !== undefined && amount > max
  const problem = tooMuch
    ? `That is more than ${maxName} ${formatMoney(max)}.`
    : tried && !amount
      ? 'Dollars above zero with at most 6 decimals, such as 100 or 0.25.'
      : undefined
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!amount || tooMuch) return
    if (await onSend(amount)) {
      setText('')
      setTried(false)
    }
  }
  return (
    <form onSubmit={send} className="flex flex-wrap items-start gap-2">
      <Field label={label} hint={hint?.(amount)} problem={problem} className="min-w-40 flex-1">
        {(props) => (
          <div className="flex gap-2">
            <Input
              {...props}
              inputMode="decimal"
              autoComplete="off"
              placeholder="100"
              className="num"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
            {max !== undefined && max > 0n && (
              <Button aria-label={`${label}: all`} onClick={() => setText(formatDollars(max))}>
                All
              </Button>
            )}
            <Button type="submit" kind={kind} busy={busy}>
              {action}
            </Button>
          </div>
        )}
      </Field>
    </form>
  )
}

function amountIn(text: string): bigint | undefined {
  try {
    return parseDollars(text)
  } catch (error) {
    if (isWitanError(error)) return undefined
    throw error
  }
}
