/** Which node serves a task: a weighted score over what the requester can see, with the reason in words. Pure. */

import { WitanError } from '#protocol/errors.ts'
import type { NodeId } from '#protocol/ids.ts'
import { formatDollars } from '#protocol/units.ts'

/** A node that quoted for the task. */
export type Candidate = {
  readonly nodeId: NodeId
  /** Who runs it; nodes of one operator fail and collude together. */
  readonly operator: string
  /** Micro-dollars for this task at its highest usage, under the node's quote. */
  readonly price: bigint
  /** Bonded stake, smallest token unit. */
  readonly stake: bigint
  /** Time from the question to the quote, milliseconds. */
  readonly rttMs: number
  /** Tasks per place of the node: 1 when all places are taken, more when others wait. */
  readonly load: number
  /** The client's own experience with the node, 0 to 1; absent before its first task. */
  readonly experience?: number
  /** Share of the greatest weight that the chain's ledger gives a candidate, 0 to 1; 0 for a punished node. */
  readonly reputation: number
}

export const SCORE_TERMS = [
  'experience',
  'reputation',
  'price',
  'latency',
  'stake',
  'load',
] as const
export type ScoreTerm = (typeof SCORE_TERMS)[number]

export type RankedNode = {
  readonly nodeId: NodeId
  readonly operator: string
  /** Weighted sum of the terms, 0 to 1. */
  readonly score: number
  /** Each term, 0 to 1, before its weight. */
  readonly terms: Readonly<Record<ScoreTerm, number>>
}

export type PickedNodes = {
  /** Who serves the task. */
  readonly primary: RankedNode
  /** Who takes over, best first; other operators before more nodes of the same one. */
  readonly standBys: readonly RankedNode[]
  /** Whether the primary was drawn to give a node without history its share of work. */
  readonly explored: boolean
  /** One sentence for the requester. */
  readonly reason: string
}

/**
 * Evidence of honest work counts most, one's own before that of others, which costs them fees and stake; then price,
 * which the requester sees; the rest breaks ties. Stake counts little: reputation is bounded by it already.
 */
export const DEFAULT_WEIGHTS: Readonly<Record<ScoreTerm, number>> = {
  experience: 0.25,
  reputation: 0.2,
  price: 0.25,
  latency: 0.1,
  stake: 0.05,
  load: 0.15,
}
/** One task in ten goes to a node without history, so that newcomers can earn one. */
export const EXPLORATION_SHARE = 0.1
/** A newcomer that asks more than so many times the lowest price is not drawn: to be tried is no reason to pay more. */
const MAX_EXPLORED_PRICE = 5n
/** Experience assumed of a node that this client never used: neither trusted nor shunned. */
const UNKNOWN_EXPERIENCE = 0.5
/** Round trip that halves the latency term (ms): about one across a continent. */
const HALF_LATENCY_MS = 100

/**
 * Returns who serves a task and who stands by, with every score and the reason.
 *
 * @param candidates - Nodes that quoted; their order doesn't matter.
 * @param options - Weights, exploration share and the random source (numbers in [0, 1)).
 * @throws {WitanError} NO_NODES when there is no candidate.
 */
export function pickNodes(
  candidates: readonly Candidate[],
  options: pickNodes.Options,
): PickedNodes {
  const { random, weights = DEFAULT_WEIGHTS, explorationShare = EXPLORATION_SHARE } = options
  const ranked = rank(candidates, weights)
  const best = ranked[0]
  if (!best) throw new WitanError('NO_NODES', 'No reachable node offers this role.')
  const explores = random() < explorationShare
  const drawn = explores ? drawNewcomer(candidates, random()) : undefined
  const primary = ranked.find((node) => node.nodeId === drawn?.nodeId) ?? best
  const others = ranked.filter((node) => node !== primary)
  const standBys = [
    ...others.filter((node) => node.operator !== primary.operator),
    ...others.filter((node) => node.operator === primary.operator),
  ]
  const explored = primary !== best
  return { primary, standBys, explored, reason: explain(primary, candidates, explored) }
}

export declare namespace pickNodes {
  type Options = {
    /** Returns a number in [0, 1). */
    readonly random: () => number
    /** @default DEFAULT_WEIGHTS */
    readonly weights?: Readonly<Record<ScoreTerm, number>>
    /** Share of tasks drawn among nodes without history, 0 to 1. @default EXPLORATION_SHARE */
    readonly explorationShare?: number
  }
}

function rank(
  candidates: readonly Candidate[],
  weights: Readonly<Record<ScoreTerm, number>>,
): RankedNode[] {
  const prices = candidates.map(({ price }) => price).sort(compareAmounts)
  const stakes = candidates.map(({ stake }) => stake).sort(compareAmounts)
  const cheapest = prices[0] ?? 0n
  const mostStake = (stakes.at(-1) ?? 0n) || 1n
  return candidates
    .map((candidate) => {
      const terms = {
        experience: clamp(candidate.experience ?? UNKNOWN_EXPERIENCE),
        reputation: clamp(candidate.reputation),
        price: Number(cheapest + 1n) / Number(candidate.price + 1n),
        latency: HALF_LATENCY_MS / (HALF_LATENCY_MS + Math.max(0, candidate.rttMs)),
        // the root: ten times the stake is not ten times as good, or small operators get nothing
        stake: Math.sqrt(Number(candidate.stake) / Number(mostStake)),
        // never zero: among full nodes the one with the shortest queue is still the better one
        load: 1 / (1 + Math.max(0, candidate.load)),
      }
      const score = SCORE_TERMS.reduce((sum, term) => sum + weights[term] * terms[term], 0)
      return { nodeId: candidate.nodeId, operator: candidate.operator, score, terms }
    })
    .sort((a, b) => b.score - a.score || a.nodeId - b.nodeId)
}

/**
 * Draws a node without history, by stake: a crowd of free identities gains nothing. A newcomer has the reputation of its
 * stake; one that the ledger trusts with nothing was punished, and one that is far dearer than others wants no work.
 */
function drawNewcomer(candidates: readonly Candidate[], draw: number): Candidate | undefined {
  const [cheapest = 0n] = candidates.map(({ price }) => price).sort(compareAmounts)
  const most = (cheapest + 1n) * MAX_EXPLORED_PRICE
  const newcomers = candidates
    .filter(({ experience, reputation }) => experience === undefined && reputation > 0)
    .filter(({ price }) => price <= most)
    .sort((a, b) => a.nodeId - b.nodeId)
  const total = newcomers.reduce((sum, { stake }) => sum + Number(stake), 0)
  let passed = 0
  return (
    newcomers.find(({ stake }) => {
      passed += Number(stake)
      return passed > draw * total
    }) ?? newcomers[0]
  )
}

function explain(primary: RankedNode, candidates: readonly Candidate[], explored: boolean): string {
  const chosen = candidates.find(({ nodeId }) => nodeId === primary.nodeId)!
  const facts = [
    `at most ${formatDollars(chosen.price)} dollars`,
    `${Math.round(chosen.rttMs)} ms away`,
    chosen.experience === undefined
      ? 'no history yet'
      : `own experience ${chosen.experience.toFixed(2)}`,
    `reputation ${chosen.reputation.toFixed(2)}`,
  ].join(', ')
  if (explored) return `Node ${primary.nodeId} was drawn to give a newcomer work: ${facts}.`
  if (candidates.length === 1) return `Node ${primary.nodeId} is the only one on offer: ${facts}.`
  return `Node ${primary.nodeId} has the best score of ${candidates.length} (${primary.score.toFixed(2)}): ${facts}.`
}

function compareAmounts(a: bigint, b: bigint): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value))
}
