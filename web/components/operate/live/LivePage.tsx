'use client'

import { useEffect, useState } from 'react'
import { ButtonLink } from '@/components/ui/Button.tsx'
import { Loading } from '@/components/ui/Loading.tsx'
import { PageTitle } from '@/components/ui/PageTitle.tsx'
import { LiveConnect } from './LiveConnect.tsx'
import { LiveView } from './LiveView.tsx'
import { loadAccess, saveAccess } from './liveAccess.ts'
import type { LiveAccess } from './liveClient.ts'

/** The operator's own running node, from its port on this machine; nothing of it passes through anybody else. */
export function LivePage() {
  const [access, setAccess] = useState<LiveAccess | 'unread' | undefined>('unread')
  useEffect(() => setAccess(loadAccess()), [])
  const use = (next: LiveAccess | undefined) => {
    saveAccess(next)
    setAccess(next)
  }
  return (
    <>
      <PageTitle
        crumb={{ href: '/operate/', title: 'Operate' }}
        title="Live node"
        lead="Your running node, read from its own port on this machine: counts, codes and times, never a word of a request."
        action={<ButtonLink href="/operate/">Stake and earnings</ButtonLink>}
      />
      {access === 'unread' ? (
        <Loading what="what this tab was given" />
      ) : access === undefined ? (
        <LiveConnect onConnect={use} />
      ) : (
        <LiveView key={access.url + access.token} access={access} onForget={() => use(undefined)} />
      )}
    </>
  )
}
