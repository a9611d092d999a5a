import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { evaluateExpression } from './evaluateExpression.ts'

const resultOf = (expression: string): string | undefined => {
  const evaluation = evaluateExpression(expression)
  return evaluation?.kind === 'value' ? evaluation.text : undefined
}

describe('evaluateExpression', () => {
  it('multiplies before it adds, and goes from left to right', () => {
    assert.equal(resultOf('2+3*4'), '14')
    assert.equal(resultOf('20-5-3'), '12')
    assert.equal(resultOf('100/5/2'), '10')
    assert.equal(resultOf('(2+3)*4'), '20')
    assert.equal(resultOf('2*(10-(3+4))'), '6')
  })

  it('lists each step', () => {
    const evaluation = evaluateExpression('(18+7)*4')
    assert.deepEqual(evaluation, {
      kind: 'value',
      text: '100',
      exact: true,
      steps: ['18 + 7 = 25', '25 * 4 = 100'],
    })
  })

  it('is exact where floating point is not', () => {
    assert.equal(resultOf('0.1+0.2'), '0.3')
    assert.equal(resultOf('99999999999999999999+1'), '100000000000000000000')
    assert.equal(resultOf('10/3*3'), '10')
  })

  it('says when decimals had to be cut', () => {
    assert.deepEqual(evaluateExpression('2/3'), {
      kind: 'value',
      text: '0.666667',
      exact: false,
      steps: ['2 / 3 ≈ 0.666667'],
    })
  })

  it('gives results below zero', () => {
    assert.equal(resultOf('3-10'), '-7')
  })

  it('has no value for a division by zero', () => {
    assert.deepEqual(evaluateExpression('5/(3-3)'), {
      kind: 'undefined',
      reason: 'division by zero',
    })
  })

  it('returns nothing for a text that is no expression', () => {
    for (const text of [
      '',
      '+',
      '1+',
      '(1',
      '1)',
      '1 2',
      '1**2',
      'A+1',
      'process.exit()',
      '1e5',
      '-1',
    ])
      assert.equal(evaluateExpression(text), undefined, text)
  })

  it('property: agrees with integer arithmetic', () => {
    const number = fc.integer({ min: 0, max: 9999 })
    fc.assert(
      fc.property(number, number, number, (a, b, c) => {
        assert.equal(resultOf(`${a}+${b}*${c}`), String(a + b * c))
        assert.equal(resultOf(`(${a}-${b})*${c}`), String((a - b) * c).replace(/^-0$/, '0'))
      }),
    )
  })
})
