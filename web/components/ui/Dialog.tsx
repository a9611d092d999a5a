/**
 * A dialog that keeps focus inside and gives it back: `open` and `onClose` are the caller's.
 *   <Dialog title="Withdraw" open={open} onClose={() => setOpen(false)}>…</Dialog>
 * `side` makes it a drawer at the right edge.
 */

'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'

export function Dialog({
  title,
  description,
  open,
  onClose,
  side = false,
  children,
}: {
  readonly title: ReactNode
  readonly description?: ReactNode
  readonly open: boolean
  readonly onClose: () => void
  readonly side?: boolean
  readonly children: ReactNode
}) {
  const place = side
    ? 'inset-y-0 right-0 w-[min(26rem,100vw)] border-l'
    : 'top-1/2 left-1/2 max-h-[90dvh] w-[min(30rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 rounded-xl border'
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/45" />
        <Base.Popup
          className={`fixed z-50 flex flex-col gap-4 overflow-y-auto border-line bg-surface p-5 shadow-xl ${place}`}
        >
          <div className="flex items-start justify-between gap-4">
            <div>
              <Base.Title className="font-semibold text-base">{title}</Base.Title>
              {description && (
                <Base.Description className="mt-1 text-muted text-sm">
                  {description}
                </Base.Description>
              )}
            </div>
            <Base.Close
              aria-label="Close"
              className="-mt-1 -mr-1 grid size-8 shrink-0 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink"
            >
              <span aria-hidden="true">✕</span>
            </Base.Close>
          </div>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
