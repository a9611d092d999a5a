'use client'

import { useSyncExternalStore } from 'react'
import { Toaster } from 'sonner'

/** Up to here the header has two rows, and a toast below it would cover the page's heading. */
const NARROW = '(max-width: 639px)'

/** Toasts in the page's own colors: at the top, where they cover no table, and at the bottom of a phone. */
export function ThemedToaster() {
  const isNarrow = useSyncExternalStore(
    subscribe,
    () => matchMedia(NARROW).matches,
    () => false,
  )
  return (
    <Toaster
      position={isNarrow ? 'bottom-center' : 'top-right'}
      offset={{ top: 72, right: 16 }}
      mobileOffset={{ bottom: 16 }}
      visibleToasts={3}
      toastOptions={{
        style: {
          background: 'var(--surface)',
          color: 'var(--ink)',
          border: '1px solid var(--line)',
        },
        classNames: { description: 'text-muted!' },
      }}
    />
  )
}

function subscribe(listener: () => void): () => void {
  const query = matchMedia(NARROW)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}
