import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { keccak256 } from '#protocol/hash.ts'
import { parseTaskId } from '#protocol/ids.ts'
import { leafKeyOf, type RacedToken } from '#protocol/raceLeaf.ts'
import { aLoneToken, aRacedToken } from '#testing/racedTokens.ts'
import { createRaceCheck, faultOf, type RaceRules } from './raceCheck.ts'

const SALT = new Uint8Array(32).fill(1)
const TASK = parseTaskId(`0x${'7a'.repeat(32)}`)
const RULES: RaceRules = {
  seed: keccak256(SALT),
  leafKey: leafKeyOf(SALT, TASK),
  temperatureMilli: 1000,
}
const honest = (rules: RaceRules) => Array.from({ length: 40 }, (_, i) => aRacedToken(rules, i))
const faultsOf = (tokens: readonly RacedToken[], rules = RULES) => {
  const check = createRaceCheck(rules)
  return tokens.map((token) => check.push(token)).filter((fault) => fault !== undefined)
}

describe('createRaceCheck', () => {
  it('finds nothing in an honest output at any temperature', () => {
    for (const temperatureMilli of [0, 1, 700, 2000]) {
      const rules = { ...RULES, temperatureMilli }
      assert.deepEqual(faultsOf(honest(rules), rules), [])
    }
  })

  it('finds another seed, another temperature and a greedy choice within 40 tokens', () => {
    const otherSeed = { ...RULES, seed: keccak256(RULES.seed) }
    const colder = { ...RULES, temperatureMilli: 500 }
    const greedy = { ...RULES, temperatureMilli: 0 }

    for (const rules of [otherSeed, colder, greedy]) {
      assert.ok(faultsOf(honest(rules)).every(({ kind }) => kind === 'race'))
      assert.ok(faultsOf(honest(rules)).length > 0)
    }
  })

  it('finds tokens that belong to other positions', () => {
    const tokens = honest(RULES)
    assert.ok(faultsOf(tokens.slice(1)).length > 0)
    assert.ok(faultsOf([...tokens].reverse()).length > 0)
  })

  it('finds what goes on behind an end token, and only that', () => {
    const rules = { ...RULES, stopTokens: new Set([2]) }
    const faults = faultsOf([1, 2, 3, 4].map(aLoneToken), rules)

    assert.deepEqual(
      faults.map(({ position, kind }) => [position, kind]),
      [
        [2, 'lateStop'],
        [3, 'lateStop'],
      ],
    )
  })

  it('commits to the leaves that it was shown, in order', () => {
    const tokens = honest(RULES)
    const [check, other] = [createRaceCheck(RULES), createRaceCheck(RULES)]
    for (const token of tokens) check.push(token)
    for (const token of tokens.toReversed()) other.push(token)

    assert.equal(check.leaves().length, tokens.length)
    assert.notEqual(check.root(), other.root())
  })
})

describe('faultOf', () => {
  it('names the candidate that wins where a loser was emitted', () => {
    const { candidates, token } = aRacedToken(RULES, 3)
    const loser = candidates.find(({ id }) => id !== token)!

    const fault = faultOf(RULES, 3, { candidates, token: loser.id })

    assert.deepEqual(fault && 'winner' in fault && fault.winner.id, token)
  })

  it('names gaps that are out of order, and a token that did not run', () => {
    const { candidates, token } = aRacedToken(RULES, 3)
    const nudged = candidates.map(({ id, gap }) => ({ id, gap: gap === 64 ? 0 : gap }))

    assert.deepEqual(faultOf(RULES, 3, { candidates: nudged, token }), {
      position: 3,
      token,
      kind: 'malformedLeaf',
      what: 'order',
    })
    assert.equal(faultOf(RULES, 3, { candidates, token: 77 })?.kind, 'malformedLeaf')
  })
})
