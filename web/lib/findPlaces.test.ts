import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findPlaces } from './findPlaces.ts'

const first = (text: string) => findPlaces(text)[0]?.href

describe('findPlaces', () => {
  it('knows ids by their shape, in either case', () => {
    const hash = `0x${'ab'.repeat(32)}`
    assert.equal(first(hash.toUpperCase().replace('0X', '0x')), `/tx/?hash=${hash}`)
    assert.equal(first(` 0x${'cd'.repeat(20)} `), `/job/?id=0x${'cd'.repeat(20)}`)
    assert.equal(first('7'), '/node/?id=7')
    assert.equal(first('node 7'), '/node/?id=7')
  })

  it('finds pages by what they are for, and errors by their code', () => {
    assert.equal(first('deposit'), '/account/')
    assert.equal(first('insufficient funds'), '/help/#E-INSUFFICIENT_FUNDS')
  })

  it('offers every page for an empty text and nothing for an unknown one', () => {
    assert.ok(findPlaces('').length > 8)
    assert.deepEqual(findPlaces('zzzz'), [])
  })
})
