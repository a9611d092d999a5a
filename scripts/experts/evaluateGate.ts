import { classifyRole } from '#routing/classifyRole.ts'
import { GATE_CLASSES, type GateClass } from '#routing/gateModel.ts'
import { drawPrompt } from '../gate/drawPrompt.ts'
import { createRandom } from './random.ts'

/** Decisions of like confidence: a calibrated gate is right as often as it says. */
export type ReliabilityBin = {
  /** Bounds of the confidence, 0 to 1. */
  readonly from: number
  readonly to: number
  readonly count: number
  /** Mean confidence of the bin, and share of it that was right (0 to 100). */
  readonly confidence: number
  readonly right: number
}

export type GateReport = {
  /** Share of held-out prompts of the roles that went to their role (0 to 100). */
  readonly accuracy: number
  readonly accuracyByRole: Readonly<Record<string, number>>
  /** Share of held-out out-of-scope prompts that were declined (0 to 100). */
  readonly decline: number
  readonly reliability: readonly ReliabilityBin[]
  /** Mean distance of confidence and share of right decisions, weighted by count (points). */
  readonly calibrationError: number
  /** Prompts behind each figure. */
  readonly count: number
}

const TIERS = ['values', 'wordings'] as const

const BIN_BOUNDS = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1]

/** Seed of the reported figures; nothing was tuned on what it draws. */
const REPORT_SEED = 20_270_401

type Decision = { readonly confidence: number; readonly right: boolean }

/**
 * Returns how the gate does on prompts that neither its training nor its calibration drew from: held-out values
 * and held-out wordings of every role, and held-out kinds and wordings of what no role serves.
 *
 * @param count - Prompts per role and tier; out of scope gets as many as all roles together.
 */
export function evaluateGate(count: number): GateReport {
  const random = createRandom(REPORT_SEED)
  const byClass = GATE_CLASSES.map((name) => {
    const share = name === 'none' ? count * (GATE_CLASSES.length - 1) : count
    const decisions = TIERS.flatMap((tier) =>
      Array.from({ length: share }, () => decide(name, drawPrompt(name, tier, random))),
    )
    return { name, decisions }
  })
  const roles = byClass.filter(({ name }) => name !== 'none')
  const all = byClass.flatMap(({ decisions }) => decisions)
  const reliability = binDecisions(all)
  const gaps = reliability.map((bin) => bin.count * Math.abs(bin.confidence - bin.right))
  return {
    accuracy: percentRight(roles.flatMap(({ decisions }) => decisions)),
    accuracyByRole: Object.fromEntries(
      roles.map(({ name, decisions }) => [name, percentRight(decisions)]),
    ),
    decline: percentRight(byClass.find(({ name }) => name === 'none')!.decisions),
    reliability,
    calibrationError: round(gaps.reduce((sum, gap) => sum + gap, 0) / all.length),
    count: all.length,
  }
}

/** A decision is as sure as its class is likely; declining is choosing none of the roles. */
function decide(expected: GateClass, prompt: string): Decision {
  const { role, scores } = classifyRole(prompt)
  const none = 1 - Object.values(scores).reduce((sum, score) => sum + score, 0)
  return {
    confidence: role === undefined ? none : scores[role],
    right: (role ?? 'none') === expected,
  }
}

function binDecisions(decisions: readonly Decision[]): ReliabilityBin[] {
  return BIN_BOUNDS.slice(0, -1).flatMap((from, index) => {
    const to = BIN_BOUNDS[index + 1]!
    const inside = decisions.filter(
      ({ confidence }) => confidence >= from && (confidence < to || to === 1),
    )
    if (inside.length === 0) return []
    const sum = inside.reduce((total, { confidence }) => total + confidence, 0)
    const confidence = round((100 * sum) / inside.length)
    return [{ from, to, count: inside.length, confidence, right: percentRight(inside) }]
  })
}

function percentRight(decisions: readonly Decision[]): number {
  return round((100 * decisions.filter(({ right }) => right).length) / decisions.length)
}

function round(figure: number): number {
  return Math.round(10 * figure) / 10
}
