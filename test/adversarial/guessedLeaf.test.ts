/** The curiosity: whoever sees a root, or one opened leaf of it, guesses the tokens of the others. */

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { equalBytes, toHex } from '#protocol/bytes.ts'
import { keccak256 } from '#protocol/hash.ts'
import { parseTaskId } from '#protocol/ids.ts'
import { encodeRaceLeaf, leafHashOf, leafKeyOf, leafSaltOf } from '#protocol/raceLeaf.ts'
import { aLoneToken, aRacedToken } from '#testing/racedTokens.ts'
import { openLeaf } from '#verification/openLeaf.ts'
import { createRaceCheck } from '#verification/raceCheck.ts'

const TASK = parseTaskId(`0x${'7a'.repeat(32)}`)
const SALT = keccak256(Uint8Array.of(9))
const RULES = { seed: keccak256(SALT), leafKey: leafKeyOf(SALT, TASK), temperatureMilli: 0 }
/** A whole vocabulary. */
const WORDS = 2_000
const SECRET = 1_234

describe('a leaf that was not opened', () => {
  const check = createRaceCheck(RULES)
  for (let position = 0; position < 8; position++) {
    check.push(position === 5 ? aLoneToken(SECRET) : aRacedToken(RULES, position))
  }
  // the sibling of leaf 4 is all that the path of an opened leaf shows of leaf 5
  const opened = openLeaf(check.leaves(), RULES.leafKey, 4)
  const sibling = opened.path.subarray(0, 32)
  const guess = (salt: Uint8Array) =>
    Array.from({ length: WORDS }, (_, token) => token).find((token) =>
      equalBytes(leafHashOf(salt, encodeRaceLeaf({ position: 5, ...aLoneToken(token) })), sibling),
    )

  it('is not found by trying the whole vocabulary, with the salt of the opened one or none', () => {
    assert.equal(guess(opened.salt), undefined)
    assert.equal(guess(new Uint8Array(16)), undefined)
    assert.equal(guess(leafSaltOf(keccak256(opened.salt), 5)), undefined)
  })

  it('positive control: with its own salt the same search finds it', () => {
    assert.equal(guess(leafSaltOf(RULES.leafKey, 5)), SECRET)
  })

  it('is named by nothing else in an opening', () => {
    const shown = toHex(opened.leaf) + toHex(opened.salt) + toHex(opened.path)
    const secret = encodeRaceLeaf({ position: 5, ...aLoneToken(SECRET) })
    assert.ok(!shown.includes(toHex(secret).slice(2)))
  })
})
