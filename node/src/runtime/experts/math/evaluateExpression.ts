import { applyOperator, formatRational, parseDecimal, type Rational } from './rational.ts'

/** The outcome of an expression: its value and each step as a sum on its own line. */
export type Evaluation =
  | {
      readonly kind: 'value'
      readonly text: string
      readonly exact: boolean
      readonly steps: readonly string[]
    }
  | { readonly kind: 'undefined'; readonly reason: string }

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|([-+*/()]))/y
const PRECEDENCE: Readonly<Record<string, number>> = { '+': 1, '-': 1, '*': 2, '/': 2 }

/**
 * Returns the exact value of an expression of unsigned decimals, `+ - * /` and parentheses.
 *
 * @returns Nothing for a text that is not such an expression; `undefined` kind for a division by zero.
 */
export function evaluateExpression(expression: string): Evaluation | undefined {
  const tokens = splitTokens(expression)
  if (!tokens) return undefined
  const steps: string[] = []
  let position = 0
  let divisionByZero = false

  const operand = (): Rational | undefined => {
    const token = tokens[position++]
    if (token === undefined) return undefined
    if (token === '(') {
      const inner = chain(1)
      return inner && tokens[position++] === ')' ? inner : undefined
    }
    return /^\d/.test(token) ? parseDecimal(token) : undefined
  }
  const chain = (lowest: number): Rational | undefined => {
    let left = operand()
    while (left && (PRECEDENCE[tokens[position] ?? ''] ?? 0) >= lowest) {
      const operator = tokens[position++]!
      const right = chain(PRECEDENCE[operator]! + 1)
      if (!right) return undefined
      const result = applyOperator(operator, left, right)
      if (!result) divisionByZero = true
      else steps.push(describeStep(left, operator, right, result))
      left = result
    }
    return left
  }

  const value = chain(1)
  if (divisionByZero) return { kind: 'undefined', reason: 'division by zero' }
  if (!value || position !== tokens.length) return undefined
  return { kind: 'value', ...formatRational(value), steps }
}

function splitTokens(expression: string): string[] | undefined {
  const text = expression.trimEnd()
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text)
    if (!match) return undefined
    tokens.push(match[1] ?? match[2]!)
  }
  return tokens
}

function describeStep(left: Rational, operator: string, right: Rational, result: Rational): string {
  const { text, exact } = formatRational(result)
  return `${formatRational(left).text} ${operator} ${formatRational(right).text} ${exact ? '=' : '≈'} ${text}`
}
