'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'

/** Keys after `g`, and where they lead; help lists them. */
const GO_KEYS: Readonly<Record<string, string>> = {
  h: '/',
  c: '/chat/',
  j: '/jobs/',
  n: '/nodes/',
  o: '/operate/',
  a: '/audit/',
  s: '/stats/',
}

/** Longest time between `g` and its letter. */
const GO_MS = 1_500

/** Handles the shell's keys outside of fields; returns whether the search is open. */
export function useShellKeys() {
  const router = useRouter()
  const [search, setSearch] = useState(false)
  useEffect(() => {
    let goUntil = 0
    const listener = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (isTyping(event.target) || document.querySelector('[role="dialog"]')) return
      const { key, timeStamp } = event
      const href = timeStamp < goUntil ? GO_KEYS[key] : undefined
      goUntil = key === 'g' ? timeStamp + GO_MS : 0
      if (href) router.push(href)
      else if (key === '?') router.push('/help/#keys')
      else if (key === '/') setSearch(true)
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [router])
  return { search, setSearch }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  )
}
