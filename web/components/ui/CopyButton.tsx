/** Copies a text and says so: <CopyButton text={address} label="Copy address" />; `icon` shows the sign alone. */

'use client'

import { useEffect, useState } from 'react'

export function CopyButton({
  text,
  label,
  icon = false,
}: {
  readonly text: string
  readonly label: string
  readonly icon?: boolean
}) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle')
  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), 2000)
    return () => clearTimeout(timer)
  }, [state])
  const said = { idle: label, copied: 'Copied', refused: 'Copying is not allowed here' }[state]
  return (
    <button
      type="button"
      aria-label={icon ? said : undefined}
      title={icon ? said : undefined}
      onClick={() =>
        navigator.clipboard.writeText(text).then(
          () => setState('copied'),
          () => setState('refused'),
        )
      }
      className={`inline-flex shrink-0 items-center justify-center gap-1.5 rounded text-muted text-xs hover:bg-sunken hover:text-ink ${icon ? 'size-6' : 'min-h-6 px-1.5'}`}
    >
      <svg
        aria-hidden="true"
        viewBox="0 0 16 16"
        className="size-3.5 fill-none stroke-current"
        strokeWidth="1.5"
      >
        {state === 'copied' ? (
          <path d="m3 8.5 3.2 3.2L13 5" />
        ) : (
          <>
            <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
            <path d="M10.5 5.5v-2a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2" />
          </>
        )}
      </svg>
      {!icon && said}
    </button>
  )
}
