/** Recomputes what the ledger says a node is trusted with, from the events that moved it. */

import type { Chain } from '#chain/chain.ts'
import type { MarketEvent } from '#chain/marketEvents.ts'
import { readBlockTimes } from '#chain/readBlockTimes.ts'
import { type ReputationTerms, readReputationTerms } from '#chain/readReputationTerms.ts'
import { readWeightRules } from '#chain/readWeightRules.ts'
import type { NodeId } from '#protocol/ids.ts'
import { type Role, roleNumber } from '#protocol/role.ts'
import { fade, type WeightParts, type WeightRules, weighNode } from '#verification/weighNode.ts'
import { type Check, checkEqual } from './check.ts'
import { eventsNamed } from './eventsNamed.ts'

export type WeightAudit = {
  readonly nodeId: NodeId
  readonly role: Role
  readonly rules: WeightRules
  /** As the ledger says them, at `blockNumber`. */
  readonly terms: ReputationTerms
  readonly blockNumber: bigint
  readonly ok: boolean
  readonly checks: readonly Check[]
}

type Of = { readonly nodeId: NodeId; readonly role: Role }

/**
 * Returns every term of a node's weight in a role, recomputed from events, beside the ledger's.
 *
 * @param chain - Any handle; it only reads.
 * @param of - Node and role.
 * @param history - All events of the market up to a block, oldest first (marketHistory), and that block.
 * @throws {WitanError} CHAIN_UNREACHABLE.
 */
export async function auditWeight(
  chain: Chain,
  of: Of,
  history: { readonly events: readonly MarketEvent[]; readonly blockNumber: bigint },
): Promise<WeightAudit> {
  const { blockNumber } = history
  const [rules, terms, times] = await Promise.all([
    readWeightRules(chain),
    readReputationTerms(chain, { ...of, blockNumber }),
    readBlockTimes(chain, [blockNumber]),
  ])
  const events = history.events.filter((event) => event.blockNumber <= blockNumber)
  const parts = partsIn(events, of, { rules, now: times.get(blockNumber)! })
  const { vouched, quality, weight } = weighNode(parts, rules)
  const checks = [
    checkEqual('stake', parts.stake, terms.stake),
    checkEqual('fees after fading', parts.decayedFees, terms.decayedFees),
    checkEqual('checks passed, thousandths, after fading', parts.passed, terms.passed),
    checkEqual('punishments, thousandths of a check, after fading', parts.failed, terms.failed),
    checkEqual('jailed', parts.jailed, terms.jailed),
    checkEqual('stake vouched for = min(stake, β · stake + κ · fees)', vouched, terms.vouched),
    checkEqual('quality = (passed + p₀ · c) / (passed + failed + c)', quality, terms.quality),
    checkEqual('weight = vouched · quality, zero while jailed', weight, terms.weight),
  ]
  const ok = checks.every((check) => check.ok)
  return { ...of, rules, terms, blockNumber, checks, ok }
}

/** Returns what the events left of a node at a time. */
function partsIn(
  events: readonly MarketEvent[],
  { nodeId, role }: Of,
  { rules, now }: { readonly rules: WeightRules; readonly now: number },
): WeightParts {
  const epochOf = (time: number) => Math.floor(time / rules.epochSeconds)
  const own = events.filter(({ args }) => 'nodeId' in args && args.nodeId === nodeId)
  const left = (value: bigint, since: number) => fade(value, epochOf(now) - epochOf(since))
  const checked = eventsNamed(own, 'CheckRecorded').findLast(
    ({ args }) => args.role === roleNumber(role),
  )
  const fees = eventsNamed(own, 'FeesFolded').at(-1)
  const punished = eventsNamed(own, 'Jailed')
  const last = punished.at(-1)
  const until = Math.max(0, ...punished.map(({ args }) => args.until))
  return {
    stake: stakeIn(own),
    decayedFees: fees ? left(fees.args.decayedAfter, fees.timestamp) : 0n,
    passed: checked ? left(checked.args.passedAfter, checked.timestamp) : 0n,
    failed: last ? left(BigInt(last.args.failedAfter), last.timestamp) : 0n,
    jailed: until > now,
  }
}

function stakeIn(own: readonly MarketEvent[]): bigint {
  const sum = (amounts: readonly bigint[]) => amounts.reduce((total, part) => total + part, 0n)
  const put = sum(eventsNamed(own, 'Staked').map(({ args }) => args.amount))
  const thawed = sum(eventsNamed(own, 'Thawed').map(({ args }) => args.amount))
  const slashed = eventsNamed(own, 'Slashed').map(({ args }) => args.amount - args.fromThawing)
  return put - thawed - sum(slashed)
}
