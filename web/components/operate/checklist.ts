/** The five ticks between a fresh machine and the first paid job, and which comes next. Pure. */

import type { OwnedNode } from './operatorState.ts'
import type { Reach } from './useReach.ts'

export type TickId = 'key' | 'funds' | 'registered' | 'staked' | 'reachable' | 'job'

export type Tick = {
  readonly id: TickId
  readonly title: string
  readonly state: 'done' | 'next' | 'open' | 'unknown'
  /** What is so, or what to do. */
  readonly detail: string
  /** The same at the command line. */
  readonly command?: string
}

export type ChecklistFacts = {
  /** Undefined while it is read. */
  readonly funds: { readonly tokens: bigint; readonly coins: bigint } | undefined
  readonly owned: OwnedNode | undefined
  readonly reach: Reach
  /** Jobs that paid the node; undefined while the events are read. */
  readonly paidJobs: number | undefined
}

type Draft = Omit<Tick, 'state'> & { readonly done: boolean | undefined }

/** Returns the ticks in their order; the first that is open is the next. */
export function checklistOf(facts: ChecklistFacts): readonly Tick[] {
  const drafts = draftsOf(facts)
  const next = drafts.findIndex(({ done }) => done === false)
  return drafts.map(({ done, ...rest }, i) => ({
    ...rest,
    state: done === undefined ? 'unknown' : done ? 'done' : i === next ? 'next' : 'open',
  }))
}

function draftsOf({ funds, owned, reach, paidJobs }: ChecklistFacts): readonly Draft[] {
  const staked = owned !== undefined && owned.stake.active > 0n
  const isRegistered = owned !== undefined
  return [
    {
      id: 'key',
      title: 'Keys on the node’s machine',
      done: isRegistered,
      detail: isRegistered
        ? 'The node signs with its own key; this wallet only owns it.'
        : 'Make the node’s keys and settings. This wallet’s key never goes there.',
      command: 'witan init',
    },
    {
      id: 'funds',
      title: 'Funds in this wallet',
      // What is at stake has left the wallet, so it is no longer asked for.
      done: funds && (staked || (funds.tokens > 0n && funds.coins > 0n)),
      detail:
        funds && funds.coins === 0n
          ? 'The wallet has no coins for gas.'
          : 'Dollars for the stake and coins for gas.',
    },
    {
      id: 'registered',
      title: 'Registered',
      done: isRegistered,
      detail: owned
        ? `Node ${owned.node.nodeId}, with ${owned.node.offers.length} offers.`
        : 'Write the node’s keys, models and prices into the registry.',
      command: 'witan stake 100',
    },
    {
      id: 'staked',
      title: 'Staked',
      done: staked,
      detail: staked ? 'The stake gives room for jobs.' : 'Stake gives the node room for jobs.',
      command: 'witan stake 100',
    },
    {
      id: 'reachable',
      title: 'Running and reachable',
      done: isRegistered ? reachDone(reach) : false,
      detail: REACH_WORDS[reach.status],
      command: 'witan run',
    },
    {
      id: 'job',
      title: 'First paid job',
      done: isRegistered
        ? paidJobs && paidJobs > 0
          ? true
          : paidJobs === 0
            ? false
            : undefined
        : false,
      detail: paidJobs ? `Paid for ${paidJobs} jobs.` : 'The first settlement shows up here.',
    },
  ]
}

function reachDone({ status }: Reach): boolean | undefined {
  if (status === 'reached') return true
  return status === 'silent' ? false : undefined
}

const REACH_WORDS: Readonly<Record<Reach['status'], string>> = {
  unknown: 'Not asked yet from this browser.',
  asking: 'Looking for the node’s record and asking it for a quote …',
  reached: 'It answered this browser with a signed quote.',
  silent: 'It did not answer this browser. Is it running, and are its addresses open?',
}
