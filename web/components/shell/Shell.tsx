'use client'

/** Header, footer and keys around every page. A page is a fragment that starts with <PageTitle>. */

import type { ReactNode } from 'react'
import { Footer } from './Footer.tsx'
import { Header } from './Header.tsx'
import { useShellKeys } from './useShellKeys.ts'

export function Shell({ children }: { readonly children: ReactNode }) {
  const { search, setSearch } = useShellKeys()
  return (
    <>
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to content
      </a>
      <Header search={search} setSearch={setSearch} />
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-6xl flex-1 px-4 pt-6 pb-16 outline-none sm:px-6 sm:pt-9"
      >
        {children}
      </main>
      <Footer />
    </>
  )
}
