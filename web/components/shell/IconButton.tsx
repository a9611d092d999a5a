import type { ReactNode } from 'react'

/** A button that is a 16 x 16 line drawing; the children are the drawing. */
export function IconButton({
  label,
  keys,
  badge = false,
  words = false,
  onClick,
  children,
}: {
  readonly label: string
  /** Key that does the same. */
  readonly keys?: string
  readonly badge?: boolean
  /** Shows the label beside the drawing. */
  readonly words?: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}) {
  return (
    <button
      type="button"
      aria-label={words ? undefined : label}
      aria-keyshortcuts={keys}
      title={keys ? `${label} (${keys})` : label}
      onClick={onClick}
      className={`relative inline-flex h-10 items-center justify-center gap-2 rounded-md text-muted text-sm hover:bg-sunken hover:text-ink ${words ? 'px-3' : 'w-10'}`}
    >
      <svg
        aria-hidden="true"
        viewBox="0 0 16 16"
        className="size-[1.125rem] fill-none stroke-current"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        {children}
      </svg>
      {words && label}
      {badge && (
        <span aria-hidden="true" className="absolute top-2 right-2 size-2 rounded-full bg-accent" />
      )}
    </button>
  )
}
