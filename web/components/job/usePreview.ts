'use client'

/** What a request would become, while it is written: plan and price. Everything is computed in the page; nothing is sent. */

import { useEffect, useState } from 'react'
import type { Role } from '#protocol/role.ts'
import type { Task } from '#swarm/plan.ts'
import { loadSdk } from '@/lib/browserClient.ts'
import { useChainQuery } from '@/lib/useChainQuery.ts'
import { type PriceBound, priceBound } from './priceBound.ts'

/** Longest answer of each part, in tokens: several times what the shipped experts ever write. */
export const MAX_OUTPUT_TOKENS = 256
/** Pause in the typing after which the plan is made again (ms). */
const PAUSE_MS = 150

export type Preview = {
  readonly status: 'empty' | 'thinking' | 'planned' | 'refused'
  readonly tasks: readonly Task[]
  readonly reason: string | undefined
  readonly bound: PriceBound | undefined
  /** Why there is no plan. */
  readonly error: unknown
  /** Share of the gate's certainty, 0 to 1, where it chose the one role itself. */
  readonly certainty: number | undefined
}

const EMPTY: Planned = { status: 'empty', tasks: [], reason: undefined, error: undefined }

type Planned = Pick<Preview, 'status' | 'tasks' | 'reason' | 'error'> & {
  readonly certainty?: number
}

/** Returns the preview of a prompt; it follows the typing. */
export function usePreview(prompt: string, role: Role | undefined): Preview {
  const nodes = useChainQuery(['nodes'], async (chain) =>
    (await import('#chain/listNodes.ts')).listNodes(chain),
  )
  const [planned, setPlanned] = useState<Planned>(EMPTY)
  const offers = nodes.data?.filter(({ active }) => active).flatMap((node) => node.offers)
  const offered = [...new Set(offers?.map((offer) => offer.role))].sort().join(' ')
  const isEmpty = prompt.trim() === ''
  useEffect(() => {
    if (isEmpty || offered === '') return setPlanned(EMPTY)
    let current = true
    const timer = setTimeout(async () => {
      const next = await makePlan(prompt, role, offered.split(' ') as Role[])
      if (current) setPlanned(next)
    }, PAUSE_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [prompt, role, offered, isEmpty])
  const bound =
    nodes.data && planned.tasks.length > 0
      ? priceBound(planned.tasks, nodes.data, {
          mode: 'transit',
          maxOutputTokens: MAX_OUTPUT_TOKENS,
        })
      : undefined
  const waiting = !isEmpty && planned.status === 'empty'
  return {
    ...planned,
    status: waiting ? 'thinking' : planned.status,
    bound,
    error: nodes.error ?? planned.error,
    certainty: planned.certainty,
  }
}

async function makePlan(
  prompt: string,
  role: Role | undefined,
  offered: readonly Role[],
): Promise<Planned> {
  try {
    const { planTemplate, classifyRole } = await loadSdk()
    const { tasks, reason } = planTemplate({ prompt, role, offered }, classifyRole)
    const [only] = tasks
    const certainty =
      role === undefined && tasks.length === 1 ? classifyRole(prompt).scores[only!.role] : undefined
    return { status: 'planned', tasks, reason, error: undefined, certainty }
  } catch (error) {
    return { status: 'refused', tasks: [], reason: undefined, error }
  }
}
