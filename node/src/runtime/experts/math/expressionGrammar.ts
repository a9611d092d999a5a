/** Most operands of one expression: what the training data holds; it also bounds the grammar's size. */
export const MAX_OPERANDS = 4

const OPERATOR = '[-+*/]'

/**
 * Returns a GBNF grammar of the expressions over some letters: each letter at most once,
 * at most MAX_OPERANDS of them, one level of parentheses, nothing else.
 * A rule is named after the letters used so far, which is how "at most once" is said in GBNF.
 *
 * @param count - How many letters there are, from `A` on.
 */
export function expressionGrammar(count: number): string {
  const rules = new Map<string, string>()
  const letters = Array.from({ length: count }, (_, index) => index)
  const most = Math.min(count, MAX_OPERANDS)

  const unused = (used: number) => letters.filter((index) => !(used & (1 << index)))
  const roomFor = (used: number, operands: number) => countBits(used) + operands <= most
  const letter = (index: number) => `"${String.fromCharCode(65 + index)}"`

  const rule = (kind: 'x' | 'p' | 'q', used: number): string => {
    const name = `${kind}${used}`
    if (rules.has(name)) return name
    rules.set(name, '')
    rules.set(name, alternatives(kind, used).join(' | '))
    return name
  }
  const operands = (used: number): string[] => [
    ...unused(used).map((index) => `${letter(index)} ${rule('x', used | (1 << index))}`),
    ...(roomFor(used, 2)
      ? unused(used).map((index) => `"(" ${letter(index)} ${rule('p', used | (1 << index))}`)
      : []),
  ]
  // x: after an operand; p: after the first operand in parentheses; q: after a later one.
  const alternatives = (kind: 'x' | 'p' | 'q', used: number): string[] => {
    const more = roomFor(used, 1)
    if (kind === 'x')
      return ['""', ...(more ? [`${OPERATOR} (${operands(used).join(' | ')})`] : [])]
    const next = more
      ? unused(used).map(
          (index) => `${OPERATOR} ${letter(index)} ${rule('q', used | (1 << index))}`,
        )
      : []
    return kind === 'p' ? next : [`")" ${rule('x', used)}`, ...next]
  }
  const root = operands(0).join(' | ')
  return [`root ::= ${root}`, ...[...rules].map(([name, body]) => `${name} ::= ${body}`)].join('\n')
}

function countBits(mask: number): number {
  let bits = 0
  for (let rest = mask; rest; rest &= rest - 1) bits++
  return bits
}
