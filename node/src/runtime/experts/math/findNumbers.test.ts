import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findNumbers } from './findNumbers.ts'

const lettersAndValues = (prompt: string) =>
  findNumbers(prompt).map(({ letter, value }) => `${letter}=${value}`)

describe('findNumbers', () => {
  it('calls the smallest number A, whatever the order', () => {
    assert.deepEqual(lettersAndValues('what is 482 + 39'), ['B=482', 'A=39'])
  })

  it('reads numbers in words, with commas and with decimals', () => {
    assert.deepEqual(lettersAndValues('twenty-five boxes, 1,250 eggs, 0.50 each'), [
      'B=25',
      'C=1250',
      'A=0.5',
    ])
    assert.deepEqual(lettersAndValues('two thousand three hundred and six'), ['A=2306'])
  })

  it('gives equal numbers different letters in order of appearance', () => {
    assert.deepEqual(lettersAndValues('7 and 7'), ['A=7', 'B=7'])
  })

  it('leaves out a lone "one" and words that only contain a number', () => {
    assert.deepEqual(findNumbers('Which one is the oneness of tenor often?'), [])
  })

  it('finds numbers that touch a sign', () => {
    assert.deepEqual(lettersAndValues('482+39'), ['B=482', 'A=39'])
    assert.deepEqual(lettersAndValues('12x3'), ['B=12', 'A=3'])
  })
})
