import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { matchesGrammar } from '../testing/matchesGrammar.ts'
import { evaluateExpression } from './evaluateExpression.ts'
import { expressionGrammar, MAX_OPERANDS } from './expressionGrammar.ts'

describe('expressionGrammar', () => {
  it('allows the expressions that word problems need', () => {
    const grammar = expressionGrammar(4)
    for (const expression of ['A', 'B+A', 'A*B-C', '(A+B)*C', 'A/(C-B)', '(A+B)*(C-D)', 'D-A-B-C'])
      assert.ok(matchesGrammar(grammar, expression), expression)
  })

  it('refuses a number that is not in the prompt', () => {
    const grammar = expressionGrammar(2)
    for (const expression of ['C', 'A+C', 'A+1', '482+39', 'A+B*D'])
      assert.ok(!matchesGrammar(grammar, expression), expression)
  })

  it('refuses a number that was used before', () => {
    for (const expression of ['A+A', 'A+B-A', '(A+B)*B'])
      assert.ok(!matchesGrammar(expressionGrammar(3), expression), expression)
  })

  it('refuses what is no expression', () => {
    for (const expression of ['', '+A', 'A+', '(A)', '(A+B', 'A+B)', 'A B', '((A+B)*C)'])
      assert.ok(!matchesGrammar(expressionGrammar(3), expression), expression)
  })

  it('property: allows a text exactly when it is an expression of unused letters', () => {
    const alphabet = fc.constantFrom('A', 'B', 'C', 'D', '+', '-', '*', '/', '(', ')')
    const texts = fc.array(alphabet, { minLength: 1, maxLength: 9 }).map((parts) => parts.join(''))
    let allowed = 0
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 4 }), (text, count) => {
        const letters = [...text].filter((character) => /[A-Z]/.test(character))
        const known = letters.every((letter) => letter.charCodeAt(0) - 65 < count)
        const fresh = new Set(letters).size === letters.length && letters.length <= MAX_OPERANDS
        const wellFormed =
          evaluateExpression(text.replace(/[A-D]/g, '1')) !== undefined &&
          !/[A-D]{2}|\([A-D]\)|\(\(|\)\)|\([^)]*\(/.test(text)
        const matches = matchesGrammar(expressionGrammar(count), text)
        allowed += Number(matches)
        assert.equal(matches, known && fresh && wellFormed)
      }),
      { numRuns: 3000 },
    )
    assert.ok(allowed > 20, `only ${allowed} texts were allowed`)
  })

  it('stays small for the most numbers a prompt may have', () => {
    assert.ok(expressionGrammar(8).length < 40_000)
  })
})
