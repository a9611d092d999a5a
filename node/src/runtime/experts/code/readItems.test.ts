import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readItems } from './readItems.ts'

const itemsOf = (prompt: string) =>
  readItems(prompt).items.map(({ reference, kind, value }) => `${reference} ${kind} ${value}`)

describe('readItems', () => {
  it('reads numbers in digits, in words and below zero', () => {
    assert.deepEqual(itemsOf('between -5 and twenty, 1,250 or 0.5'), [
      'A number -5',
      'B number 20',
      'C number 1250',
      'D number 0.5',
    ])
  })

  it('reads quoted text, a letter that is named and signs that are called by a word', () => {
    assert.deepEqual(itemsOf('replace "foo" by the letter e, split at commas and at a dash'), [
      'A text foo',
      'B text e',
      'C text ,',
      'D text -',
    ])
  })

  it('takes words without a meaning for names, once each, however they are written', () => {
    assert.deepEqual(
      itemsOf('Write total_price for a list of prices: sum the prices above minValue'),
      ['A name total_price', 'B name prices', 'C name minValue'],
    )
  })

  it('takes a known word for a name after "called" and before a parenthesis', () => {
    assert.deepEqual(itemsOf('a function called total'), ['A name total'])
    assert.deepEqual(itemsOf('a function called `count`'), ['A name count'])
    assert.deepEqual(itemsOf('function sum(xs)'), ['A name sum', 'B name xs'])
  })

  it('leaves "two numbers" to the model, and languages to code', () => {
    const { pieces, items } = readItems('a Python 3 function of two numbers in JS')
    assert.deepEqual(items, [])
    assert.deepEqual(pieces, ['a', '~', 'function', 'of', 'two', 'numbers', 'in', '~'])
    assert.deepEqual(itemsOf('the first two numbers'), ['A number 2'])
  })

  it('keeps an apostrophe inside a word and finds no text between two of them', () => {
    assert.deepEqual(
      itemsOf("don't count the string's letters, it's fine").filter((item) =>
        item.includes('text'),
      ),
      [],
    )
  })

  it('does not take a foreign word for a name of the program', () => {
    const { pieces, items } = readItems('сумма чисел')
    assert.deepEqual(items, [])
    assert.deepEqual(pieces, ['*', '*'])
  })
})
