import { evaluateExpression } from '#runtime/experts/math/evaluateExpression.ts'
import type { Random } from '../../random.ts'

/** Returns an expression of two to four value names, now and then with parentheses. */
export function drawSigns(random: Random): string {
  const sign = () => random.pick(['+', '+', '-', '-', '*', '*', '/'])
  const shape = random.next()
  if (shape < 0.38) return `a${sign()}b`
  if (shape < 0.6) return `a${sign()}b${sign()}c`
  if (shape < 0.7) return `(a${random.pick(['+', '-'])}b)${random.pick(['*', '/'])}c`
  if (shape < 0.78) return `a*(b${random.pick(['+', '-'])}c)`
  if (shape < 0.92) return `a${sign()}b${sign()}c${sign()}d`
  return `(a${random.pick(['+', '-'])}b)*(c${random.pick(['+', '-'])}d)`
}

const SPOKEN: Readonly<Record<string, string>> = {
  '+': 'plus',
  '-': 'minus',
  '*': 'times',
  '/': 'divided by',
}

/** Returns the sum as people type it: with or without spaces, with `x` or a sign of print, or in words. */
export function writeSum(expression: string, random: Random): string {
  const named = expression.replace(/[a-d]/g, '{$&}')
  if (random.chance(0.15)) return named.replace(/[-+*/]/g, (sign) => ` ${SPOKEN[sign]} `)
  const space = random.pick(['', ' ', ' '])
  const times = random.pick(['*', '*', 'x', '×'])
  const by = random.pick(['/', '/', '÷', ':'])
  const shown: Record<string, string> = { '*': times, '/': by }
  return named.replace(/[-+*/]/g, (sign) => `${space}${shown[sign] ?? sign}${space}`)
}

/** Returns values for an expression such that no step goes below zero and divisions come out even. */
export function drawOperands(expression: string, random: Random): Record<string, number> {
  for (;;) {
    const operands: Record<string, number> = {}
    for (const [name] of expression.matchAll(/[a-d]/g)) operands[name] = drawNumber(random)
    const { a, b } = operands
    if (expression === 'a/b') operands['a'] = b! * random.integer(2, 99)
    else if (expression.startsWith('a-b') && !expression.includes('*') && a! < b!)
      Object.assign(operands, { a: b, b: a })
    const sum = expression.replace(/[a-d]/g, (name) => String(operands[name]))
    const evaluation = evaluateExpression(sum)
    if (evaluation?.kind !== 'value') continue
    const whole = expression === 'a/b' || !expression.includes('/')
    if (
      whole &&
      (!/^\d+$/.test(evaluation.text) || evaluation.steps.some((step) => / = -/.test(step)))
    )
      continue
    return operands
  }
}

/** Returns a number of one to four digits, each length as likely. */
export function drawNumber(random: Random): number {
  const digits = random.integer(1, 4)
  return random.integer(10 ** (digits - 1), 10 ** digits - 1)
}

/** Returns a number as people write it, now and then with a comma. */
export function writeNumber(value: number, random: Random): string {
  if (value >= 1000 && random.chance(0.1)) return value.toLocaleString('en-US')
  return String(value)
}
