/**
 * A labelled control; hint and problem are tied to it for screen readers:
 *   <Field label="Stake" hint="At least $100" problem={problem}>
 *     {(props) => <Input {...props} inputMode="decimal" value={text} onChange={…} />}
 *   </Field>
 */

import { type ComponentProps, type ReactNode, useId } from 'react'

export type ControlProps = {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

const CONTROL =
  'w-full min-w-0 rounded-md border border-edge bg-surface px-3 text-sm text-ink placeholder:text-muted disabled:opacity-60 aria-invalid:border-bad'

export function Field({
  label,
  hint,
  problem,
  hideLabel = false,
  className = '',
  children,
}: {
  readonly label: ReactNode
  readonly hint?: ReactNode
  /** What is wrong with the value; shown instead of the hint and read out. */
  readonly problem?: ReactNode
  readonly hideLabel?: boolean
  readonly className?: string
  readonly children: (props: ControlProps) => ReactNode
}) {
  const id = useId()
  const note = problem || hint
  return (
    <div className={`min-w-0 ${className}`}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'mb-1 block font-medium text-sm'}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': note ? `${id}-note` : undefined,
        'aria-invalid': problem ? true : undefined,
      })}
      {note && (
        <p
          id={`${id}-note`}
          role={problem ? 'alert' : undefined}
          className={`mt-1 text-xs ${problem ? 'text-bad' : 'text-muted'}`}
        >
          {note}
        </p>
      )}
    </div>
  )
}

export function Input({ className = '', ...props }: ComponentProps<'input'>) {
  return <input {...props} className={`${CONTROL} h-10 ${className}`} />
}

export function TextArea({ className = '', ...props }: ComponentProps<'textarea'>) {
  return <textarea {...props} className={`${CONTROL} py-2 leading-relaxed ${className}`} />
}

export function Select({ className = '', ...props }: ComponentProps<'select'>) {
  return <select {...props} className={`${CONTROL} h-10 ${className}`} />
}

/** A box to tick with its words beside it. */
export function Checkbox({
  label,
  ...props
}: ComponentProps<'input'> & { readonly label: ReactNode }) {
  return (
    <label className="inline-flex min-h-8 items-center gap-2 text-sm">
      <input type="checkbox" {...props} className="size-4 shrink-0 accent-accent" />
      {label}
    </label>
  )
}
