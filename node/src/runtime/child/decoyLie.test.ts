import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { fromHex } from '#protocol/bytes.ts'
import { isWitanError } from '#protocol/errors.ts'
import { encodeRaceLeaf, leafHashOf, leafKeyOf, leafSaltOf } from '#protocol/raceLeaf.ts'
import { isInRaceRoot, raceRootOf } from '#protocol/raceTranscript.ts'
import { aSealingContext } from '#testing/aSealingContext.ts'
import { aLoneToken, aRacedToken } from '#testing/racedTokens.ts'
import { decoyLieOf, parseDecoyLie } from './decoyLie.ts'
import { loseRace } from './loseRace.ts'

const context = aSealingContext()
const leafKey = leafKeyOf(new Uint8Array(32).fill(7), context.taskId)
const seedOf = (value: number) => new Uint8Array(32).fill(value)

describe('decoyLieOf', () => {
  it('property: opens a lost race under the root that the node signs', () => {
    fc.assert(
      fc.property(
        fc.nat(255),
        fc.integer({ min: 1, max: 40 }),
        fc.nat(2000),
        (fill, count, heat) => {
          const rules = { seed: seedOf(fill), temperatureMilli: heat }
          const honest = Array.from({ length: count }, (_, at) => aRacedToken(rules, at))
          const tokens = honest.map((token) => loseRace({ ...token, text: '', end: false }))
          const lie = decoyLieOf({ context, leafKey, tokens, ...rules })
          const leaves = tokens.map((token, position) => encodeRaceLeaf({ ...token, position }))
          const root = raceRootOf(
            leaves.map((leaf, at) => leafHashOf(leafSaltOf(leafKey, at), leaf)),
          )

          assert.ok(lie)
          const kept = parseDecoyLie(JSON.stringify(lie))
          const opening = { leaf: fromHex(kept.leaf), salt: fromHex(kept.salt), path: kept.path }
          assert.ok(isInRaceRoot(root, count, kept.position, opening))
          assert.equal(decoyLieOf({ context, leafKey, tokens: honest, ...rules }), undefined)
        },
      ),
    )
  })

  it('has nothing to show of tokens that ran alone', () => {
    const alone = loseRace({ ...aLoneToken(5), text: 'x', end: false })
    const rules = { seed: seedOf(1), temperatureMilli: 0 }

    assert.equal(alone.token, 5)
    assert.equal(decoyLieOf({ context, leafKey, tokens: [alone], ...rules }), undefined)
  })
})

describe('parseDecoyLie', () => {
  it('refuses a file that is no lie', () => {
    for (const text of ['', '{}', '{"jobId":"0x00"}'])
      assert.throws(
        () => parseDecoyLie(text),
        (error) => isWitanError(error, 'STORE_INVALID'),
      )
  })
})
