'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { Dialog } from '@/components/ui/Dialog.tsx'
import { MAIN_ROUTES, OTHER_ROUTES } from './routes.ts'
import { ThemeToggle } from './ThemeToggle.tsx'

/** All pages, on screens too narrow for them to stand in the header. */
export function MenuDrawer({
  open,
  onClose,
}: {
  readonly open: boolean
  readonly onClose: () => void
}) {
  const pathname = usePathname()
  return (
    <Dialog side title="Menu" open={open} onClose={onClose}>
      <nav aria-label="All pages">
        <ul className="-mx-2">
          {[...MAIN_ROUTES, ...OTHER_ROUTES].map(({ href, title, about }) => (
            <li key={href}>
              <Link
                href={href}
                onClick={onClose}
                aria-current={pathname === href ? 'page' : undefined}
                className="block rounded-md px-2 py-2 hover:bg-sunken aria-[current=page]:text-accent"
              >
                <span className="block font-medium text-sm">{title}</span>
                <span className="block text-muted text-xs">{about}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="-mx-1 sm:hidden">
        <ThemeToggle words />
      </div>
    </Dialog>
  )
}
