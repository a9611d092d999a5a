import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { sodiumReady } from '#sealing/sodium.ts'
import { createKeyRing } from './keyRing.ts'

describe('createKeyRing', () => {
  before(sodiumReady)

  it('keeps a replaced key for as long as quotes and tasks under it may last', () => {
    let time = 1_000
    const keys = createKeyRing(() => time)
    const first = keys.current()

    const second = keys.rotate()

    assert.notEqual(second, first)
    assert.equal(keys.current(), second)
    time += 750
    assert.equal(keys.find(first)?.publicKey, first)
    time += 1
    assert.equal(keys.find(first), undefined)
    assert.equal(keys.find(second)?.publicKey, second)
  })

  it('overwrites a key that it drops', () => {
    let time = 0
    const keys = createKeyRing(() => time)
    const pair = keys.find(keys.current())!
    assert.ok(pair.privateKey.some((byte) => byte !== 0))

    keys.rotate()
    time += 1_000
    keys.find(keys.current())

    assert.ok(pair.privateKey.every((byte) => byte === 0))
  })

  it('never holds more than four keys, however fast it is rotated', () => {
    const keys = createKeyRing(() => 0)
    const made = [keys.current(), ...Array.from({ length: 9 }, () => keys.rotate())]

    assert.equal(made.filter((key) => keys.find(key) !== undefined).length, 4)
    assert.ok(keys.find(made.at(-1)!))
  })

  it('holds nothing once wiped', () => {
    const keys = createKeyRing(() => 0)
    const key = keys.current()
    const pair = keys.find(key)!

    keys.wipe()

    assert.equal(keys.find(key), undefined)
    assert.ok(pair.privateKey.every((byte) => byte === 0))
  })
})
