/** Where a node stands for its owner: what the chain says, in the words of the page. Pure. */

import type { OnChainNode } from '#chain/onChainNode.ts'
import type { NodeAccount } from '#chain/readNodeAccount.ts'
import type { Stake } from '#chain/readStake.ts'
import type { Tone } from '../../components/ui/Chip.tsx'
import { formatDuration, formatMoney, formatTime } from '../../lib/format.ts'

/** One node of the wallet with everything the chain knows of it. */
export type OwnedNode = {
  readonly node: OnChainNode
  readonly stake: Stake
  readonly account: NodeAccount
}

type OperatorState =
  | 'jailed'
  | 'underStaked'
  | 'noOffers'
  | 'switchedOff'
  | 'withdrawable'
  | 'full'
  | 'thawing'
  | 'active'

export type StateWords = {
  readonly state: OperatorState
  readonly tone: Tone
  readonly title: string
  /** What it means and what to do, one or two sentences. */
  readonly sentence: string
}

/** Returns every state that holds, the most pressing first; `active` only where nothing keeps jobs away. */
export function operatorStates(owned: OwnedNode, now: number): readonly StateWords[] {
  const { node, stake, account } = owned
  const isJailed = stake.jailedUntil > now
  const isFull = stake.active > 0n && node.room === 0n && !isJailed
  const blocking = [
    isJailed && jailed(stake, now),
    stake.active === 0n && underStaked(account.open),
    node.offers.length === 0 && NO_OFFERS,
    !node.active && SWITCHED_OFF,
    isFull && full(account.open),
  ].filter((words) => words !== false)
  const thawed =
    stake.thawing > 0n && (stake.thawsAt <= now ? withdrawable(stake) : thawing(stake, now))
  return [
    ...blocking,
    ...(thawed ? [thawed] : []),
    ...(blocking.length === 0 ? [active(node.room)] : []),
  ]
}

function jailed({ jailedUntil }: Stake, now: number): StateWords {
  return {
    state: 'jailed',
    tone: 'bad',
    title: 'jailed',
    sentence: `The court keeps new jobs away until ${formatTime(jailedUntil)}, for another ${formatDuration((jailedUntil - now) * 1000)}. Jobs that are funded go on and are still paid.`,
  }
}

function underStaked(open: bigint): StateWords {
  const exposed = open > 0n ? ` ${formatMoney(open)} of open jobs is not covered.` : ''
  return {
    state: 'underStaked',
    tone: 'warn',
    title: 'under-staked',
    sentence: `No active stake means no room for jobs: nobody can name this node. Add stake.${exposed}`,
  }
}

const NO_OFFERS: StateWords = {
  state: 'noOffers',
  tone: 'warn',
  title: 'no offers',
  sentence: 'The node offers no model, so no job can choose it. Add an offer.',
}

const SWITCHED_OFF: StateWords = {
  state: 'switchedOff',
  tone: 'warn',
  title: 'switched off',
  sentence: 'You switched new jobs off on chain. Jobs that are funded go on and are still paid.',
}

function full(open: bigint): StateWords {
  return {
    state: 'full',
    tone: 'warn',
    title: 'full',
    sentence: `Open jobs of ${formatMoney(open)} take all the room that the stake gives. Add stake, or wait until they are released.`,
  }
}

function withdrawable({ thawing: amount }: Stake): StateWords {
  return {
    state: 'withdrawable',
    tone: 'accent',
    title: 'withdrawable',
    sentence: `${formatMoney(amount)} has thawed. Until you withdraw it, it can still be slashed.`,
  }
}

function thawing({ thawing: amount, thawsAt }: Stake, now: number): StateWords {
  return {
    state: 'thawing',
    tone: 'accent',
    title: 'thawing',
    sentence: `${formatMoney(amount)} is on its way out, free in ${formatDuration((thawsAt - now) * 1000)}. Until you withdraw it, it can still be slashed.`,
  }
}

function active(room: bigint): StateWords {
  return {
    state: 'active',
    tone: 'good',
    title: 'active',
    sentence: `New jobs may name this node, for up to ${formatMoney(room)} more.`,
  }
}
