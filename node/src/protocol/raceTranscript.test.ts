import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { concatBytes, fromHex, type Hex, toHex, u32 } from './bytes.ts'
import { keccak256 } from './hash.ts'
import { parseTaskId } from './ids.ts'
import {
  decodeRaceLeaf,
  encodeRaceLeaf,
  faultOfLeaf,
  leafHashOf,
  leafKeyOf,
  leafSaltOf,
  type RaceLeaf,
} from './raceLeaf.ts'
import {
  createRaceTranscript,
  isInRaceRoot,
  racePathLength,
  racePathOf,
  raceRootOf,
} from './raceTranscript.ts'

const TASK = parseTaskId(`0x${'7a'.repeat(32)}`)
const KEY = leafKeyOf(new Uint8Array(32).fill(3), TASK)

const aLeaf = (position: number): RaceLeaf => ({
  position,
  token: 7,
  candidates: [
    { id: 7, gap: 0 },
    { id: 3, gap: position },
    { id: 4, gap: position },
  ],
})
const openingAt = (position: number) => {
  const leaf = encodeRaceLeaf(aLeaf(position))
  const salt = leafSaltOf(KEY, position)
  return { leaf, salt, hash: leafHashOf(salt, leaf) }
}
const hashesOf = (count: number) =>
  Array.from({ length: count }, (_, position) => openingAt(position).hash)

/** The tree as the module's description says it: padded first, then level by level. */
function rootByLevels(hashes: readonly Uint8Array[]): Hex {
  if (hashes.length === 0) return `0x${'00'.repeat(32)}`
  let level = [...hashes]
  while (!Number.isInteger(Math.log2(level.length))) level.push(keccak256(Uint8Array.of(2)))
  while (level.length > 1) {
    level = Array.from({ length: level.length / 2 }, (_, i) =>
      keccak256(concatBytes(Uint8Array.of(1), level[2 * i]!, level[2 * i + 1]!)),
    )
  }
  return toHex(level[0]!)
}

describe('createRaceTranscript', () => {
  it('gives the root of the described tree for every number of leaves up to 140', () => {
    const grown = createRaceTranscript()
    for (let count = 0; count <= 140; count++) {
      const hashes = hashesOf(count)
      assert.equal(grown.root(), rootByLevels(hashes), `${count} leaves`)
      grown.push(openingAt(count).hash)
    }
  })
})

describe('isInRaceRoot', () => {
  it('accepts every leaf with its path and at no other position or count', () => {
    for (const count of [1, 2, 3, 5, 8, 13]) {
      const hashes = hashesOf(count)
      const root = raceRootOf(hashes)
      for (let position = 0; position < count; position++) {
        const { leaf, salt } = openingAt(position)
        const opening = { leaf, salt, path: racePathOf(hashes, position) }
        assert.equal(opening.path.length, racePathLength(count))
        for (let at = -1; at <= count; at++) {
          assert.equal(isInRaceRoot(root, count, at, opening), at === position)
        }
        assert.equal(isInRaceRoot(root, 2 * count, position, opening), false)
      }
    }
  })

  it('takes no inner node for a leaf and no other salt', () => {
    const hashes = hashesOf(4)
    const root = raceRootOf(hashes)
    const { leaf, salt } = openingAt(0)
    const path = racePathOf(hashes, 0)
    const inner = concatBytes(hashes[0]!, hashes[1]!)
    const forged = { leaf: inner.slice(16), salt: inner.slice(0, 16), path: path.slice(1) }

    assert.equal(isInRaceRoot(root, 2, 0, forged), false)
    assert.equal(isInRaceRoot(root, 4, 0, { leaf, salt: leafSaltOf(KEY, 1), path }), false)
    assert.equal(isInRaceRoot(root, 4, 0, { leaf, salt, path: [...path, path[0]!] }), false)
  })
})

describe('racePathOf', () => {
  it('refuses a position that does not exist', () => {
    assert.throws(() => racePathOf(hashesOf(2), 2), { code: 'INPUT_INVALID' })
  })
})

describe('decodeRaceLeaf', () => {
  it('gives back what was encoded', () => {
    assert.deepEqual(decodeRaceLeaf(encodeRaceLeaf(aLeaf(5))), aLeaf(5))
  })

  it('refuses lengths that no leaf has', () => {
    for (const length of [0, 8, 13, 15, 8 + 6 * 17]) {
      assert.throws(() => decodeRaceLeaf(new Uint8Array(length)), { code: 'INPUT_INVALID' })
    }
  })
})

describe('faultOfLeaf', () => {
  const leaf = aLeaf(2)
  const changed = (candidates: RaceLeaf['candidates']) => faultOfLeaf({ ...leaf, candidates })
  const [first, second, third] = leaf.candidates as [
    RaceLeaf['candidates'][number],
    RaceLeaf['candidates'][number],
    RaceLeaf['candidates'][number],
  ]

  it('finds nothing in a good leaf', () => assert.equal(faultOfLeaf(leaf), undefined))

  it('names what is wrong', () => {
    assert.equal(changed([]), 'count')
    assert.equal(changed(Array.from({ length: 17 }, (_, id) => ({ id, gap: id }))), 'count')
    assert.equal(changed([{ id: 7, gap: 1 }]), 'first')
    assert.equal(changed([first, second, second]), 'repeated')
    assert.equal(changed([first, third, second]), 'order')
    assert.equal(changed([first, { id: 3, gap: 9 }, { id: 4, gap: 8 }]), 'order')
    assert.equal(faultOfLeaf({ ...leaf, token: 8 }), 'token')
  })
})

describe('leafSaltOf', () => {
  it('is another for every position, salt and task', () => {
    const other = leafKeyOf(new Uint8Array(32).fill(3), parseTaskId(`0x${'7b'.repeat(32)}`))
    const salts = [leafSaltOf(KEY, 0), leafSaltOf(KEY, 1), leafSaltOf(other, 0), KEY.slice(0, 16)]
    assert.equal(new Set(salts.map(toHex)).size, salts.length)
    assert.deepEqual(leafSaltOf(KEY, 1), keccak256(KEY, u32(1)).slice(0, 16))
    assert.equal(fromHex(toHex(salts[0]!)).length, 16)
  })
})
