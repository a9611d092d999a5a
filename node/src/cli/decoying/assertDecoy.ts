/** Which node may serve as a decoy: one that nobody needs, that nobody would ask, and that has little to lose. */

import type { Chain } from '#chain/chain.ts'
import { listNodes } from '#chain/listNodes.ts'
import type { Offer } from '#chain/offer.ts'
import type { OnChainNode } from '#chain/onChainNode.ts'
import { readLeastProbedStake } from '#chain/readLeastProbedStake.ts'
import { readNodeAccount } from '#chain/readNodeAccount.ts'
import { readStake } from '#chain/readStake.ts'
import { readVerifiers } from '#chain/readVerifiers.ts'
import { JOB_DEFAULTS } from '#client/jobRequest.ts'
import { WitanError } from '#protocol/errors.ts'
import { costOf } from '#protocol/price.ts'
import { formatDollars } from '#protocol/units.ts'
import { VERIFIER_DEFAULTS } from '../verifying/composeVerifier.ts'

/** So many times the cheapest price of its role that routing neither prefers nor tries it (routing/pickNodes.ts). */
const DECOY_PRICE_FACTOR = 10n
/** A request of a probe, as the program asks. */
const PROBE = { inputBytes: 1024, outputTokens: JOB_DEFAULTS.maxOutputTokens }

type DecoyTerms = {
  readonly node: OnChainNode
  /** What its configuration offers: prices are quoted by it, and looked up on chain. */
  readonly offers: readonly Offer[]
  /** Most that it may have at stake, smallest unit of the stake token. */
  readonly maxStake: bigint
  /** Whether it served as a decoy before, so that what it earned is a decoy's. */
  readonly known: boolean
}

/**
 * Sees that a node can't become a decoy by mistake, and that verifiers can buy of it.
 *
 * @returns What the decoy asks at most for a probe, by role, and what it stakes.
 * @throws {WitanError} DECOY_UNFIT with the value that is wrong and what to do.
 */
export async function assertDecoy(
  chain: Chain,
  { node, offers, maxStake, known }: DecoyTerms,
): Promise<{ readonly stake: bigint; readonly prices: readonly DecoyPrice[] }> {
  const { nodeId } = node
  const [nodes, verifiers, account, { active, thawing }, least] = await Promise.all([
    listNodes(chain),
    readVerifiers(chain),
    readNodeAccount(chain, nodeId),
    readStake(chain, nodeId),
    readLeastProbedStake(chain),
  ])
  if (verifiers.includes(nodeId)) {
    throw unfit(`Node ${nodeId} is a verifier; its stake answers for what it reports.`)
  }
  const earned = account.owed + account.feesPaid + account.open
  if (!known && earned > 0n) {
    throw unfit(`Node ${nodeId} has served requesters; a decoy is a node that never did.`)
  }
  const stake = active + thawing
  if (stake > maxStake) {
    throw unfit(
      `Node ${nodeId} has ${formatDollars(stake)} dollars at stake, more than the ${formatDollars(maxStake)} that a decoy may lose. Take some out, or allow it with --max-stake.`,
    )
  }
  if (active < least) {
    throw unfit(
      `Node ${nodeId} has ${formatDollars(active)} dollars at stake; below ${formatDollars(least)} every verifier may skip it. Add some with \`witan stake\`.`,
    )
  }
  const others = nodes.filter((one) => one.owner !== node.owner && one.active && one.stake > 0n)
  for (const offer of node.offers) priceOf(offer, others)
  return { stake, prices: offers.map((offer) => priceOf(offer, others)) }
}

type DecoyPrice = {
  readonly role: Offer['role']
  /** What a probe costs at most, micro-dollars. */
  readonly price: bigint
  /** The same of the cheapest other node. */
  readonly cheapest: bigint
}

/** @throws {WitanError} DECOY_UNFIT when requesters would come, or verifiers could not. */
function priceOf(offer: Offer, others: readonly OnChainNode[]): DecoyPrice {
  const { role } = offer
  const price = costOf(offer, PROBE)
  const costs = others.flatMap(({ offers }) =>
    offers.flatMap((one) => (one.role === role ? [costOf(one, PROBE)] : [])),
  )
  if (costs.length === 0) {
    throw unfit(`Nobody else serves ${role}, so whoever needs it would come to the decoy.`)
  }
  const [cheapest = 0n] = costs.toSorted((a, b) => Number(a - b))
  const least = cheapest * DECOY_PRICE_FACTOR
  if (price < least) {
    throw unfit(
      `For ${role} a request costs up to ${formatDollars(price)} dollars here and ${formatDollars(cheapest)} elsewhere: requesters would come. Ask at least ${formatDollars(least)}: raise the prices in the configuration, then publish them with \`witan stake 0\`.`,
    )
  }
  if (price > VERIFIER_DEFAULTS.maxBudget) {
    throw unfit(
      `For ${role} a request costs up to ${formatDollars(price)} dollars here, and verifiers lock at most ${formatDollars(VERIFIER_DEFAULTS.maxBudget)} for a probe. Lower the prices, then publish them with \`witan stake 0\`.`,
    )
  }
  return { role, price, cheapest }
}

function unfit(message: string): WitanError {
  return new WitanError('DECOY_UNFIT', message)
}
