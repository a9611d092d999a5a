'use client'

import Link from 'next/link'
import { useEffect, useState } from 'react'
import { Chip } from '@/components/ui/Chip.tsx'
import { formatCount } from '@/lib/format.ts'
import { useBlock } from '@/lib/useBlock.ts'
import { useSite } from '@/lib/useSite.ts'
import { OTHER_ROUTES } from './routes.ts'

const BUILD = process.env['NEXT_PUBLIC_BUILD'] ?? 'unbuilt'

export function Footer() {
  const { data: site } = useSite()
  const { number } = useBlock()
  const [strict, setStrict] = useState(false)
  useEffect(() => {
    setStrict(document.querySelector('meta[http-equiv="Content-Security-Policy"]') !== null)
  }, [])
  return (
    <footer className="border-line border-t text-muted text-xs">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-8 gap-y-3 px-4 py-6 sm:px-6">
        <nav aria-label="More">
          <ul className="flex flex-wrap gap-x-5">
            {OTHER_ROUTES.map(({ href, title }) => (
              <li key={href}>
                <Link href={href} className="inline-flex min-h-8 items-center hover:text-ink">
                  {title}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <p className="num flex flex-wrap items-center gap-x-4 gap-y-2">
          <span>{site ? `chain ${site.deployment.chainId}` : 'no network'}</span>
          <span>block {formatCount(number)}</span>
          <span>
            build <span className="font-mono">{BUILD}</span>
          </span>
          {strict && (
            <Chip title="Only scripts of this build run; the page talks to this server, the chain and nodes only.">
              strict CSP
            </Chip>
          )}
        </p>
      </div>
    </footer>
  )
}
