import { MAX_OPERANDS } from './expressionGrammar.ts'
import { findNumbers } from './findNumbers.ts'

/** Words and signs that say one operation when they stand alone between two numbers. */
const OPERATIONS: Readonly<Record<string, string>> = {
  '+': '+',
  plus: '+',
  '-': '-',
  minus: '-',
  '*': '*',
  x: '*',
  times: '*',
  'multiplied by': '*',
  '/': '/',
  'divided by': '/',
}

/** Before or after a sum, what may change its meaning: "half of 8 + 2", "8 + 2 %", "- 8 + 2", "(8 + 2) squared". */
const TURNS_BEFORE =
  /[-+*/^%]\s*$|\b(?:half|twice|double|triple|third|quarter|square|root|minus|percent|of|by|from|than)\s*$/
const TURNS_AFTER = /^\s*(?:[-+*/^%(]|percent|per|squared|cubed|times|more|less|of\b)/

/**
 * Returns the expression of letters that a prompt spells out, when nothing but operations and parentheses stands between its
 * numbers: `(B+A)*C` for "what is (482 + 39) x 1000?". Nothing when anything else does.
 *
 * @param prompt - The prompt, its signs for operations written as in code.
 */
export function readPlainSum(prompt: string): string | undefined {
  const text = prompt.toLowerCase()
  const numbers = findNumbers(text)
  if (numbers.length < 2 || numbers.length > MAX_OPERANDS) return undefined
  const opening = /[(\s]*$/.exec(text.slice(0, numbers[0]!.start))![0]
  const closing = /^[)\s]*/.exec(text.slice(numbers.at(-1)!.end))![0]
  const before = text.slice(0, numbers[0]!.start - opening.length)
  if (
    TURNS_BEFORE.test(`${before} `) ||
    TURNS_AFTER.test(text.slice(numbers.at(-1)!.end + closing.length))
  )
    return undefined
  let expression = opening.replace(/\s/g, '')
  for (const [index, { letter, end }] of numbers.entries()) {
    expression += letter
    const next = numbers[index + 1]
    if (!next) break
    const gap = /^\s*(\)?)\s*(.+?)\s*(\(?)\s*$/s.exec(text.slice(end, next.start))
    const operation = gap && OPERATIONS[gap[2]!]
    if (!operation) return undefined
    expression += gap[1]! + operation + gap[3]!
  }
  expression += closing.replace(/\s/g, '')
  return /^(?:[A-Z]|\([A-Z](?:[-+*/][A-Z])+\))(?:[-+*/](?:[A-Z]|\([A-Z](?:[-+*/][A-Z])+\)))*$/.test(
    expression,
  )
    ? expression
    : undefined
}
