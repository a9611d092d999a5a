/** The lie: a verifier and a node, or a requester and a node, look together for a seed under which a cheap output passes. */

import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import fc from 'fast-check'
import { addressOf } from '#chain/addressOf.ts'
import { createSessionKey } from '#chain/createSessionKey.ts'
import { u32 } from '#protocol/bytes.ts'
import { keccak256, keccak256Hex } from '#protocol/hash.ts'
import { type Candidate, MAX_CANDIDATES, raceSeedOf, raceWinner } from '#protocol/race.ts'
import { createEngine } from '#runtime/llama/createEngine.ts'
import { replayTask } from '#runtime/replayTask.ts'
import { aSealingContext } from '#testing/aSealingContext.ts'
import { drawDuty, isInProbeRoot, probeLeafOf } from '#verification/probeDuty.ts'
import { askLiar, type LiarAnswer, shippedModel } from '../support/askLiar.ts'

const WEAK = join(import.meta.dirname, '..', 'fixtures', 'witan-math-weak-Q4_0.gguf')
const PROMPTS = [
  'Anna has 412 apples. She buys 129 more. How many apples are there now?',
  'I had 5 apples and bought 12 more, then ate 3. How many have I got?',
  'take 17 from 90',
  'Work out (12 + 7) * 3',
]
/** Salts that are tried for an answer; a tried one costs hashes and no model. */
const MOST_SALTS = 4_000
const saltOf = (number: number) => keccak256(u32(number))
const hexOf = (number: number) => keccak256Hex(u32(number))

/** A text of the cheap model, and what the promised one says at every position of it. */
type Forced = {
  readonly tokens: readonly number[]
  readonly said: readonly (readonly Candidate[])[]
}

/** Returns how likely it is that the promised model writes the very text at a temperature of one: seeds needed, inverted. */
function chanceOf({ tokens, said }: Forced): number {
  return tokens.reduce((chance, token, at) => {
    const weights = said[at]!.map(({ gap }) => Math.exp(-gap / 64))
    const own = said[at]!.findIndex(({ id }) => id === token)
    return (chance * (weights[own] ?? 0)) / weights.reduce((sum, weight) => sum + weight, 0)
  }, 1)
}

function passes({ tokens, said }: Forced, seed: Uint8Array, temperatureMilli: number): boolean {
  return tokens.every((token, at) => raceWinner(seed, at, said[at]!, temperatureMilli).id === token)
}

async function forcedBy(answers: readonly LiarAnswer[]): Promise<readonly Forced[]> {
  const model = await shippedModel('math')
  const engine = await createEngine({
    models: [model],
    slots: 1,
    maxContextTokens: 4096,
    gpu: false,
    threads: 1,
  })
  const { modelId } = engine.models[0]!
  const forced: Forced[] = []
  for (const { prompt, raced } of answers) {
    const output = raced.map(({ token }) => token)
    const { positions } = await replayTask(engine, {
      modelId,
      messages: [{ speaker: 'user', content: prompt }],
      maxOutputTokens: 64,
      output,
      positions: [...output.keys()],
    })
    const said = positions.map(({ candidates }) => candidates.slice(0, MAX_CANDIDATES))
    forced.push({ tokens: output, said })
  }
  return forced
}

describe('a verifier that looks for a seed together with a node', () => {
  it('may: what it commits to names neither the salt of the race nor the job', () => {
    const { privateKey } = createSessionKey()
    const probe = {
      index: 0,
      sessionKey: addressOf(privateKey),
      promptHash: hexOf(1),
      salt: hexOf(2).slice(0, 34) as `0x${string}`,
    }
    const root = probeLeafOf(probe)
    const context = aSealingContext()
    const seeds = [0, 1, 2].map((number) => keccak256Hex(raceSeedOf(context, saltOf(number))))

    assert.ok(isInProbeRoot(root, { ...probe, path: [] }))
    assert.equal(new Set(seeds).size, 3)
  })

  it('property: still has its node drawn as often as any other, whatever secret it took', () => {
    const NODES = 20
    const drawnFor = (secret: number, from: number, count: number) =>
      Array.from({ length: count }, (_, i) => {
        const randomness = hexOf(from + i)
        return drawDuty({ secret: hexOf(secret), randomness, nodes: NODES }, i % 16)
      }).filter((nodeId) => nodeId === 7).length
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1 << 20 }), (start) => {
        // the best of 20 secrets by the beacons of the past, which is all that is known when it commits
        const secrets = Array.from({ length: 20 }, (_, i) => start + i)
        const best = secrets.toSorted((a, b) => drawnFor(b, 0, 100) - drawnFor(a, 0, 100))[0]!
        const share = drawnFor(best, 1_000_000, 1_000) / 1_000
        // five deviations around one in twenty
        assert.ok(Math.abs(share - 1 / NODES) < 5 * Math.sqrt(0.05 * 0.95 * 0.001), `${share}`)
      }),
      { numRuns: 10 },
    )
  })
})

describe('a seed that is looked for', () => {
  let warm: readonly Forced[]
  let cold: readonly Forced[]
  const context = aSealingContext()
  const seedOf = (number: number) => raceSeedOf(context, saltOf(number))

  before(async () => {
    const model = await shippedModel('math')
    const lie = { name: 'smallerModel', modelPath: WEAK } as const
    const ask = async (temperatureMilli: number) =>
      await forcedBy((await askLiar(lie, { model, prompts: PROMPTS, temperatureMilli })).answers)
    warm = await ask(1000)
    cold = await ask(0)
  })

  it('changes nothing at a temperature of zero: a text passes under every seed or under none', () => {
    for (const forced of cold) {
      const verdicts = Array.from({ length: 50 }, (_, i) => passes(forced, seedOf(i), 0))
      assert.equal(new Set(verdicts).size, 1)
    }
  })

  it('is found as often as the promised model would write the text by itself', (t) => {
    let [found, expected] = [0, 0]
    for (const forced of warm) {
      const chance = chanceOf(forced)
      const hits = Array.from({ length: MOST_SALTS }, (_, i) => i).filter((i) =>
        passes(forced, seedOf(i), 1000),
      ).length
      found += hits
      expected += chance * MOST_SALTS
      const salts = chance > 0 ? Math.ceil(1 / chance) : Infinity
      t.diagnostic(`${forced.tokens.length} tokens: one salt in ${salts}, ${hits} of ${MOST_SALTS}`)
    }
    // six deviations of a count
    assert.ok(Math.abs(found - expected) <= 6 * Math.sqrt(expected + 1), `${found}, ${expected}`)
  })
})
