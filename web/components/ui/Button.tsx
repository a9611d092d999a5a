/**
 * The one button, and a link that looks like it:
 *   <Button onClick={send}>Send</Button>   <Button kind="quiet" size="small" busy={sending}>Stop</Button>
 *   <ButtonLink href="/chat/">Try a job</ButtonLink>
 */

import Link from 'next/link'
import type { ComponentProps } from 'react'

export type ButtonLook = {
  /** `main`: the page's one next action; `plain`: any other; `quiet`: beside text; `danger`: takes money out or ends. */
  readonly kind?: 'main' | 'plain' | 'quiet' | 'danger' | 'warn'
  readonly size?: 'small' | 'normal'
}

const BASE =
  'inline-flex items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap select-none transition-colors disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55'

const KINDS = {
  main: 'bg-accent text-on-accent hover:bg-accent-strong',
  plain: 'border border-edge/60 bg-surface text-ink hover:bg-sunken',
  quiet: 'text-accent hover:bg-accent-soft',
  danger: 'border border-bad/60 bg-surface text-bad hover:bg-bad-soft',
  warn: 'border border-warn/60 bg-warn-soft text-warn hover:border-warn',
} as const

const SIZES = {
  small: 'min-h-8 px-2.5 text-[0.8125rem]',
  normal: 'min-h-10 px-4 text-sm',
} as const

/** Returns the classes of a button, for an element that must be something else. */
function buttonClass({ kind = 'plain', size = 'normal' }: ButtonLook): string {
  return `${BASE} ${KINDS[kind]} ${SIZES[size]}`
}

export function Button({
  kind,
  size,
  busy = false,
  className = '',
  children,
  ...rest
}: ButtonLook & { readonly busy?: boolean } & ComponentProps<'button'>) {
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled || busy}
      aria-busy={busy || undefined}
      className={`${buttonClass({ kind, size })} ${className}`}
    >
      {busy && (
        <span
          aria-hidden="true"
          className="size-3.5 animate-spin rounded-full border-2 border-current border-t-transparent"
        />
      )}
      {children}
    </button>
  )
}

export function ButtonLink({
  kind,
  size,
  className = '',
  ...rest
}: ButtonLook & ComponentProps<typeof Link>) {
  return <Link {...rest} className={`${buttonClass({ kind, size })} ${className}`} />
}
