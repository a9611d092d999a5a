'use client'

import { Toaster } from 'sonner'

/** Toasts in the page's own colors; at the top, where they cover no table. */
export function ThemedToaster() {
  return (
    <Toaster
      position="top-right"
      offset={{ top: 72, right: 16 }}
      mobileOffset={{ top: 112 }}
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
