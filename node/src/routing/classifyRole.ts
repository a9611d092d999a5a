import { ROLES, type Role } from '#protocol/role.ts'
import { extractFeatures } from './features.ts'
import { contributionOf, GATE_CLASSES, scoreClasses, unpackGateModel } from './gateModel.ts'
import { GATE_WEIGHTS } from './generated/gateWeights.ts'

export type RoleDecision = {
  /** The role that fits, or undefined when no specialist fits well enough. */
  readonly role: Role | undefined
  /** Probability of each role, 0 to 1; what is missing to 1 is "none of them". */
  readonly scores: Readonly<Record<Role, number>>
  /** Least score that a role needs. */
  readonly threshold: number
  /** Which parts of the text decided, most telling first. Shown to the requester only: it quotes the text. */
  readonly features: readonly {
    readonly name: string
    /** How far it moved the best class above the next one, in logits. */
    readonly weight: number
  }[]
}

/** Most parts of the text named as reasons. */
const SHOWN_FEATURES = 5
const model = unpackGateModel(GATE_WEIGHTS)

/**
 * Returns which role a text asks for, with every score and the reasons. Pure and local: nothing leaves the machine.
 *
 * @param text - One request; split a request of several parts first (swarm/planTemplate).
 *
 * @example
 * classifyRole('what is 482 + 39').role // 'math'
 * classifyRole('who won the world cup in 1998').role // undefined
 */
export function classifyRole(text: string): RoleDecision {
  const features = extractFeatures(text, model.words)
  const scores = scoreClasses(model, features)
  const order = scores.map((_, index) => index).sort((a, b) => scores[b]! - scores[a]!)
  const [best, next] = order as [number, number]
  const winner = GATE_CLASSES[best]!
  const inScope = /[\p{L}\d]/u.test(text) && scores[best]! >= model.threshold
  const margin = features.map((feature) => ({
    name: feature.name,
    weight: contributionOf(model, best, feature) - contributionOf(model, next, feature),
  }))
  return {
    role: inScope && winner !== 'none' ? winner : undefined,
    scores: Object.fromEntries(ROLES.map((role, i) => [role, scores[i]!])) as Record<Role, number>,
    threshold: model.threshold,
    features: margin.sort((a, b) => b.weight - a.weight).slice(0, SHOWN_FEATURES),
  }
}
