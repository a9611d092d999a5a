import { BUCKETS, type Feature } from '#routing/features.ts'
import { GATE_CLASSES } from '#routing/gateModel.ts'
import type { Random } from '../experts/random.ts'

export type Example = {
  readonly features: readonly Feature[]
  readonly label: number
}
export type Fit = {
  readonly weights: Float64Array
  readonly biases: Float64Array
}

const CLASSES = GATE_CLASSES.length
const EPOCHS = 8
const RATE = 0.9
/** Pulls weights to zero, so that one rare word can't decide. */
const DECAY = 2e-6

/** Returns the weights of a softmax regression, by stochastic gradient descent with per-weight step sizes. */
export function fitSoftmax(examples: readonly Example[], random: Random): Fit {
  const weights = new Float64Array(CLASSES * BUCKETS)
  const biases = new Float64Array(CLASSES)
  const squares = new Float64Array(CLASSES * BUCKETS).fill(1e-2)
  const order = examples.map((_, i) => i)
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const other = random.integer(0, i)
      ;[order[i], order[other]] = [order[other]!, order[i]!]
    }
    for (const at of order) {
      const { features, label } = examples[at]!
      const probabilities = predict(weights, biases, features)
      for (let c = 0; c < CLASSES; c++) {
        const error = probabilities[c]! - (c === label ? 1 : 0)
        biases[c]! -= 0.02 * error
        for (const { bucket, value } of features) {
          const slot = c * BUCKETS + bucket
          const gradient = error * value + DECAY * weights[slot]!
          squares[slot]! += gradient * gradient
          weights[slot]! -= (RATE * gradient) / Math.sqrt(squares[slot]!)
        }
      }
    }
  }
  return { weights, biases }
}

function predict(
  weights: Float64Array,
  biases: Float64Array,
  features: readonly Feature[],
): number[] {
  const logits = Array.from({ length: CLASSES }, (_, c) =>
    features.reduce(
      (sum, { bucket, value }) => sum + weights[c * BUCKETS + bucket]! * value,
      biases[c]!,
    ),
  )
  const highest = Math.max(...logits)
  const powers = logits.map((logit) => Math.exp(logit - highest))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}
