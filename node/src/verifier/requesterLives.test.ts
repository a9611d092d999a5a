import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Address } from '#protocol/ids.ts'
import { drawLife, type Life, livesOf, MAX_EARLIER_JOBS } from './requesterLives.ts'

const [anna, ben, own] = ['a', 'b', 'c'].map((letter) => `0x${letter.repeat(40)}` as Address) as [
  Address,
  Address,
  Address,
]
const NOBODY: ReadonlySet<Address> = new Set()

/** Numbers in [0, 1) that always come alike. */
function aRandom(seed = 1): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

describe('livesOf', () => {
  it('tells of every job how old its requester was and what came before', () => {
    const seen = [
      { requester: anna, at: 86_400 + 500 },
      { requester: anna, at: 86_400 + 100 },
      { requester: ben, at: 7 },
    ]
    const lives = livesOf(seen, new Map([[anna, 86_400]]), NOBODY)
    assert.deepEqual(lives, [
      { age: 100, earlier: [], dayTime: 100 / 86_400 },
      { age: 500, earlier: [400], dayTime: 500 / 86_400 },
      { age: 0, earlier: [], dayTime: 7 / 86_400 },
    ])
  })

  it("learns nothing from one's own payers", () => {
    assert.deepEqual(livesOf([{ requester: own, at: 5 }], new Map(), new Set([own])), [])
  })

  it('keeps no more of one requester than anybody would copy, however many jobs it pays', () => {
    const seen = Array.from({ length: 50_000 }, (_, at) => ({ requester: anna, at }))
    const lives = livesOf(seen, new Map(), NOBODY)
    assert.equal(lives.length, MAX_EARLIER_JOBS + 1)
    assert.equal(lives.at(-1)!.earlier.length, MAX_EARLIER_JOBS)
  })
})

describe('drawLife', () => {
  const lives: Life[] = Array.from({ length: 100 }, (_, i) => ({
    age: 1_000 * i,
    earlier: Array.from({ length: i % 4 }, (_, k) => 10 * (i % 4) - k),
    dayTime: 0.5,
  }))

  it('takes every life that fits equally often', () => {
    const random = aRandom()
    const counts = new Map<number, number>()
    for (let i = 0; i < 20_000; i++) {
      const { age, earlier } = drawLife(lives, { age: 50_000, earlier: 2 }, random)
      assert.ok(age <= 50_000 && earlier.length <= 2)
      counts.set(age, (counts.get(age) ?? 0) + 1)
    }
    const fitting = lives.filter((one) => one.age <= 50_000 && one.earlier.length <= 2)
    assert.equal(counts.size, fitting.length)
    for (const count of counts.values()) assert.ok(Math.abs(count - 20_000 / counts.size) < 150)
  })

  it('makes lives up while there is hardly anybody to copy', () => {
    const random = aRandom(2)
    const most = { age: 30 * 86_400, earlier: 5 }
    const drawn = Array.from({ length: 500 }, () => drawLife(lives.slice(0, 5), most, random))
    assert.ok(new Set(drawn.map(({ age }) => age)).size > 450)
    for (const { age, earlier } of drawn) {
      assert.ok(age >= 0 && age <= most.age && earlier.length <= most.earlier)
      assert.ok(earlier.every((before) => before > 0 && before <= age))
    }
  })

  it('is no older than time allows when nothing fits', () => {
    const old = lives.map((one) => ({ ...one, age: one.age + 1e6 }))
    const { age, earlier } = drawLife(old, { age: 60, earlier: 2 }, aRandom(3))
    assert.ok(age >= 0 && age < 60)
    assert.deepEqual(earlier, [])
  })
})
