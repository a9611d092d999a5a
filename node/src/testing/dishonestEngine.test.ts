import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { keccak256 } from '#protocol/hash.ts'
import { parseModelId } from '#protocol/ids.ts'
import { raceWinner } from '#protocol/race.ts'
import type { Engine, GeneratedToken, GenerateRequest } from '#runtime/engine.ts'
import { faultOf } from '#verification/raceCheck.ts'
import { createDishonestEngine } from './dishonestEngine.ts'
import { LIES, type LieName } from './lies.ts'
import { aRacedToken } from './racedTokens.ts'

const LENGTH = 32
const RACE = { seed: keccak256(Uint8Array.of(1)), temperatureMilli: 1000 }
const REQUEST: GenerateRequest = {
  modelId: parseModelId(`0x${'12'.repeat(32)}`),
  input: 'one two three four five six',
  maxTokens: LENGTH,
  signal: new AbortController().signal,
  race: RACE,
}

/** Runs three candidates of fixed gaps at each position. */
function anEngine(inputs: GenerateRequest['input'][] = []): Engine {
  return {
    models: [],
    async *generate({ input, race }) {
      inputs.push(input)
      for (let position = 0; position < LENGTH; position++) {
        const raced = aRacedToken(race!, position)
        yield { ...raced, text: 'x', end: position === LENGTH - 1 }
      }
    },
    replay: async ({ positions }) =>
      positions.map((position) => ({
        position,
        candidates: aRacedToken(RACE, position).candidates,
      })),
  }
}

async function outputOf(lie: LieName, temperatureMilli = 1000) {
  const rules = { ...RACE, temperatureMilli }
  const tokens: GeneratedToken[] = []
  const engine = createDishonestEngine(anEngine(), lie)
  for await (const token of engine.generate({ ...REQUEST, race: rules })) tokens.push(token)
  const faults = tokens.map((token, position) => faultOf(rules, position, token))
  return { tokens, faults: faults.flatMap((fault) => fault ?? []) }
}

describe('createDishonestEngine', () => {
  for (const lie of [
    'lostRace',
    'otherSeed',
    'greedy',
    'wrongTemperature',
    'teacherForced',
  ] as const) {
    it(`shows ${lie} in the races alone`, async () => {
      const { tokens, faults } = await outputOf(lie)

      assert.equal(tokens.length, LENGTH)
      assert.ok(faults.length > 0)
      assert.ok(faults.every(({ kind }) => kind === 'race'))
    })
  }

  it('nudges gaps so that no race shows it, and another token comes', async () => {
    const { tokens, faults } = await outputOf('nudgedGaps', 0)

    assert.deepEqual(faults, [])
    const honest = tokens.map((_, i) =>
      raceWinner(RACE.seed, i, aRacedToken(RACE, i).candidates, 0),
    )
    assert.ok(tokens.every(({ token }, i) => token !== honest[i]!.id))
  })

  it('stops early with a token that ends nothing, in the form of an end', async () => {
    const { tokens, faults } = await outputOf('earlyStop')

    assert.deepEqual(faults, [])
    assert.equal(tokens.length, 2)
    assert.equal(tokens.at(-1)?.end, true)
  })

  it('goes on in place of the end so that no race shows it', async () => {
    const { tokens, faults } = await outputOf('suppressedEnd')

    assert.deepEqual(faults, [])
    assert.equal(tokens.at(-1)?.end, false)
    assert.equal(tokens.at(-1)?.candidates.length, 2)
  })

  it('reads a part of the request', async () => {
    const inputs: GenerateRequest['input'][] = []
    const engine = createDishonestEngine(anEngine(inputs), 'truncatedPrompt')
    for await (const _ of engine.generate(REQUEST)) break

    assert.deepEqual(inputs, ['one two four five six'])
  })

  it('has a generator for every lie', async () => {
    for (const lie of LIES) assert.ok((await outputOf(lie)).tokens.length > 0)
  })
})
