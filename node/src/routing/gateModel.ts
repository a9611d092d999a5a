/** The gate's softmax regression: what training writes and classifyRole reads. */

import { WitanError } from '#protocol/errors.ts'
import { ROLES } from '#protocol/role.ts'
import { BUCKETS, type Feature } from './features.ts'

/** The seven roles, and one class for everything that no role serves. */
export const GATE_CLASSES = [...ROLES, 'none'] as const
export type GateClass = (typeof GATE_CLASSES)[number]

export type GateModel = {
  /** One value per class and bucket, class by class. */
  readonly weights: Int8Array
  /** What one step of a weight is worth, per class. */
  readonly scales: readonly number[]
  readonly biases: readonly number[]
  /** The words that have a meaning; all others are one sign. */
  readonly words: ReadonlySet<string>
  /** Divides the logits, so that the scores read as rates of being right. */
  readonly temperature: number
  /** Least score of the best role; below it the text is out of scope. */
  readonly threshold: number
}

/** A model as it stands in the generated file. */
export type PackedGateModel = Omit<GateModel, 'weights' | 'words'> & {
  /** Separated by spaces. */
  readonly words: string
  /** Base64 of the weights. */
  readonly weights: string
}

/** Returns the model in a generated file. @throws {WitanError} INTERNAL when its size is wrong. */
export function unpackGateModel(packed: PackedGateModel): GateModel {
  const text = atob(packed.weights)
  const weights = Int8Array.from(text, (letter) => (letter.charCodeAt(0) << 24) >> 24)
  if (weights.length !== GATE_CLASSES.length * BUCKETS) {
    throw new WitanError('INTERNAL', 'The weights of the gate do not fit its features.')
  }
  return { ...packed, weights, words: new Set(packed.words.split(' ')) }
}

/** Returns what one feature adds to the logit of a class. */
export function contributionOf(model: GateModel, classIndex: number, feature: Feature): number {
  const weight = model.weights[classIndex * BUCKETS + feature.bucket]!
  return (weight * model.scales[classIndex]! * feature.value) / model.temperature
}

/** Returns the probability of each class, in the order of GATE_CLASSES; they add up to 1. */
export function scoreClasses(model: GateModel, features: readonly Feature[]): number[] {
  const logits = GATE_CLASSES.map((_, index) =>
    features.reduce(
      (sum, feature) => sum + contributionOf(model, index, feature),
      model.biases[index]! / model.temperature,
    ),
  )
  const highest = Math.max(...logits)
  const powers = logits.map((logit) => Math.exp(logit - highest))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}
