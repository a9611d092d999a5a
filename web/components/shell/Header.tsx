'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { lazy, Suspense, useState } from 'react'
import { WalletButton } from '@/components/wallet/WalletButton.tsx'
import { useActivity } from '@/lib/activity/useActivity.ts'
import { IconButton } from './IconButton.tsx'
import { Logo } from './Logo.tsx'
import { NetworkState } from './NetworkState.tsx'
import { MAIN_ROUTES } from './routes.ts'
import { ThemeToggle } from './ThemeToggle.tsx'

const SearchDialog = lazy(async () => ({
  default: (await import('./SearchDialog.tsx')).SearchDialog,
}))
const MenuDrawer = lazy(async () => ({ default: (await import('./MenuDrawer.tsx')).MenuDrawer }))
const ActivityDrawer = lazy(async () => ({
  default: (await import('@/components/activity/ActivityDrawer.tsx')).ActivityDrawer,
}))

export function Header({
  search,
  setSearch,
}: {
  readonly search: boolean
  readonly setSearch: (open: boolean) => void
}) {
  const [menu, setMenu] = useState(false)
  const [activity, setActivity] = useState(false)
  const pending = useActivity().filter(({ status }) => status === 'pending').length
  return (
    <header className="sticky top-0 z-30 border-line border-b bg-page/95 backdrop-blur-sm">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-1 gap-y-2 px-4 py-2 sm:px-6">
        <Link href="/" className="mr-3 flex min-h-10 items-center gap-2 font-semibold text-ink">
          <Logo />
          Witan
        </Link>
        <MainNav />
        <div className="ml-auto flex items-center gap-0.5">
          <NetworkState />
          <IconButton label="Search" keys="/" onClick={() => setSearch(true)}>
            <circle cx="7" cy="7" r="4.25" />
            <path d="m10.2 10.2 3.3 3.3" />
          </IconButton>
          <span className="max-sm:hidden">
            <ThemeToggle />
          </span>
          <IconButton
            label={pending > 0 ? `Activity, ${pending} pending` : 'Activity'}
            badge={pending > 0}
            onClick={() => setActivity(true)}
          >
            <path d="M1.5 8.5h3l2-5 3 9 2-4h3" />
          </IconButton>
          <span className="lg:hidden">
            <IconButton label="Menu" onClick={() => setMenu(true)}>
              <path d="M2 4.5h12M2 8h12M2 11.5h12" />
            </IconButton>
          </span>
        </div>
        {/* Beside the icons where it fits, else in a row of its own. */}
        <div className="max-sm:grow max-sm:*:w-full">
          <WalletButton />
        </div>
      </div>
      <Suspense>
        {search && <SearchDialog open onClose={() => setSearch(false)} />}
        {menu && <MenuDrawer open onClose={() => setMenu(false)} />}
        {activity && <ActivityDrawer open onClose={() => setActivity(false)} />}
      </Suspense>
    </header>
  )
}

function MainNav() {
  const pathname = usePathname()
  return (
    <nav aria-label="Main" className="hidden items-center lg:flex">
      {MAIN_ROUTES.map(({ href, title }) => (
        <Link
          key={href}
          href={href}
          aria-current={isOn(pathname, href) ? 'page' : undefined}
          className="flex min-h-10 items-center rounded-md px-2.5 text-muted text-sm hover:text-ink aria-[current=page]:font-medium aria-[current=page]:text-accent"
        >
          {title}
        </Link>
      ))}
    </nav>
  )
}

/** Whether a page belongs to a route: a job to Jobs, a node to Nodes. */
function isOn(pathname: string, href: string): boolean {
  const section: Readonly<Record<string, string>> = {
    '/job/': '/jobs/',
    '/node/': '/nodes/',
    '/case/': '/audit/',
    '/probe/': '/audit/',
  }
  const path = pathname.endsWith('/') ? pathname : `${pathname}/`
  return (section[path] ?? path).startsWith(href)
}
