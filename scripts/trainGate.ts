/**
 * Trains the gate from the generators of the experts and text that none of them serves, and writes
 * node/src/routing/generated/gateWeights.ts.
 * Deterministic: the same sources give the same file. `--check` fails when the file is not what training gives.
 */

import { readFileSync, writeFileSync } from 'node:fs'
import { extractFeatures } from '#routing/features.ts'
import {
  GATE_CLASSES,
  type GateClass,
  type GateModel,
  type PackedGateModel,
  scoreClasses,
  unpackGateModel,
} from '#routing/gateModel.ts'
import { createRandom } from './experts/random.ts'
import { drawPrompt } from './gate/drawPrompt.ts'
import { type Example, type Fit, fitSoftmax } from './gate/fitSoftmax.ts'
import type { Tier } from './gate/gateText.ts'
import { forgetfulReaders, knownGateWords } from './gate/knownWords.ts'

const SEED = 20_260_101
const TRAINING_PROMPTS = 4000
/** Far more with unseen values than with unseen wordings, as in use: few people word a request as nobody did. */
const CALIBRATION_PROMPTS = { values: 600, calibrate: 200 } as const
const REPORTED_PROMPTS = 400
/** Out of scope has no end: it gets more text than a role. */
const OUT_OF_SCOPE_FACTOR = 4
/** Shares of words forgotten: a request with unknown words in telling places is more often out of scope. */
const FORGOTTEN = { inside: 0.05, outside: 0.25 }
/** Share of out-of-scope prompts that may slip through the threshold, on prompts drawn for calibration. */
const SLIP_SHARE = 0.03
/** A role must be likelier than all else together; above the second, more is lost than declined. */
const THRESHOLDS = [0.5, 0.55] as const
const TEMPERATURES = [0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.7, 2, 2.4]
const LARGEST = 31
const FILE = new URL('../node/src/routing/generated/gateWeights.ts', import.meta.url)

const random = createRandom(SEED)
const words = new Set(knownGateWords())
const readers = {
  inside: forgetfulReaders([...words], FORGOTTEN.inside, random),
  outside: forgetfulReaders([...words], FORGOTTEN.outside, random),
}
const trained = pack(fit('train'))
const model = { ...trained, ...calibrate() }
const text = render(model)
report(unpackGateModel(model))
if (process.argv.includes('--check')) {
  if (readFileSync(FILE, 'utf8') !== text)
    throw new Error('gateWeights.ts is stale: run this again.')
} else {
  writeFileSync(FILE, text)
}

function fit(tier: Tier): Fit {
  return fitSoftmax(drawExamples(tier, TRAINING_PROMPTS), random)
}

function drawExamples(tier: Tier, count: number): Example[] {
  return GATE_CLASSES.flatMap((name, label) =>
    Array.from({ length: name === 'none' ? OUT_OF_SCOPE_FACTOR * count : count }, () => ({
      features: extractFeatures(drawPrompt(name, tier, random), knownIn(tier, name)),
      label,
    })),
  )
}

/** Half of the training is read with some of the words forgotten. */
function knownIn(tier: Tier, name: GateClass): ReadonlySet<string> {
  const isTraining = tier === 'train' || tier === 'fit'
  if (!isTraining || random.chance(0.5)) return words
  return random.pick(name === 'none' ? readers.outside : readers.inside)
}

/** One byte per weight, in few steps, since they pack better: the largest of each class becomes LARGEST. */
function pack({ weights, biases }: Fit): PackedGateModel {
  const size = weights.length / GATE_CLASSES.length
  const scales = GATE_CLASSES.map((_, c) => {
    const row = weights.subarray(c * size, (c + 1) * size)
    return row.reduce((highest, weight) => Math.max(highest, Math.abs(weight)), 0) / LARGEST
  })
  const bytes = Int8Array.from(weights, (weight, i) =>
    Math.round(weight / scales[Math.floor(i / size)]!),
  )
  return {
    weights: Buffer.from(bytes.buffer).toString('base64'),
    scales: scales.map((scale) => Number(scale.toPrecision(6))),
    biases: [...biases].map((bias) => Number(bias.toPrecision(6))),
    words: [...words].join(' '),
    temperature: 1,
    threshold: 0,
  }
}

/**
 * Chooses the temperature that predicts best, then the threshold that lets few out-of-scope prompts through: by what
 * the model says of values it did not see, and by what a fit made for the purpose says of wordings it did not see.
 * The held-out wordings stay for the report.
 */
function calibrate(): Pick<GateModel, 'temperature' | 'threshold'> {
  const bases = { values: trained, calibrate: pack(fit('fit')) }
  const judged = (['values', 'calibrate'] as const).flatMap((tier) => {
    const base = unpackGateModel(bases[tier])
    return drawExamples(tier, CALIBRATION_PROMPTS[tier]).map((example) => ({ ...example, base }))
  })
  const score = ({ base, features }: (typeof judged)[number], temperature: number) =>
    scoreClasses({ ...base, temperature }, features)
  const loss = (temperature: number) =>
    judged.reduce(
      (sum, example) => sum - Math.log(score(example, temperature)[example.label]! + 1e-12),
      0,
    )
  const temperature = TEMPERATURES.reduce((kept, next) => (loss(next) < loss(kept) ? next : kept))
  const none = GATE_CLASSES.indexOf('none')
  const outside = judged.filter(({ label }) => label === none)
  const slips = outside
    .map((example) => score(example, temperature))
    .filter((scores) => Math.max(...scores) > scores[none]!)
    .map((scores) => Math.max(...scores))
    .sort((a, b) => b - a)
  const wanted = (slips[Math.floor(outside.length * SLIP_SHARE)] ?? 0) + 0.01
  const threshold = Math.min(THRESHOLDS[1], Math.max(THRESHOLDS[0], wanted))
  return { temperature, threshold: Number(threshold.toFixed(3)) }
}

/** Prints accuracy on prompts that neither training nor calibration saw. */
function report(finished: GateModel): void {
  for (const tier of ['values', 'wordings'] as const) {
    const rows = GATE_CLASSES.map((name) => {
      const draws = Array.from({ length: REPORTED_PROMPTS }, () => drawPrompt(name, tier, random))
      const right = draws.filter((prompt) => {
        const scores = scoreClasses(finished, extractFeatures(prompt, finished.words))
        const best = scores.indexOf(Math.max(...scores))
        const said = scores[best]! >= finished.threshold ? GATE_CLASSES[best] : 'none'
        return said === name
      })
      return `${name} ${((100 * right.length) / draws.length).toFixed(1)}`
    })
    console.log(`held-out ${tier}: ${rows.join(', ')}`)
  }
  console.log(`temperature ${finished.temperature}, threshold ${finished.threshold}`)
}

function render(packed: PackedGateModel): string {
  return `// Generated by scripts/trainGate.ts; never edited by hand.
import type { PackedGateModel } from '../gateModel.ts'

export const GATE_WEIGHTS: PackedGateModel = {
  scales: [${packed.scales.join(', ')}],
  biases: [${packed.biases.join(', ')}],
  temperature: ${packed.temperature},
  threshold: ${packed.threshold},
  words:
    '${packed.words.replaceAll("'", "\\'")}',
  weights:
    '${packed.weights}',
}
`
}
