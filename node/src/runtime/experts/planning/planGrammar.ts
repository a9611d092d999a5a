import { ROLES } from '#protocol/role.ts'

/** The references of pieces, in order. */
export const REFERENCES = 'ABCDEFGHIJKL'

/** What a piece that begins no task is: part of the task before it, or nothing. */
export const JOINED = '+'
export const IDLE = '-'

/** Which earlier answers a task speaks of, written after its role. */
export const SPEAKS = {
  /** Of the task before: "translate it". */
  ofLast: '~',
  /** Of the two tasks before: "send both". */
  ofTwo: '%',
  /** Of every task before: "send everything". */
  ofAll: '*',
  /** Of the tasks of the pieces that follow: "send the summary". */
  ofNamed: '<',
} as const

/**
 * Returns a GBNF grammar of the plans of so many pieces. Each piece in order has a role, or belongs to the
 * task before it, or asks for nothing; a task may speak of tasks before it. So every output is a plan with
 * at least one task. Rules: `sN` is piece N while there is no task yet, `tN` piece N later.
 */
export function planGrammar(count: number): string {
  const rules = new Map<string, string>()
  const rule = (name: string, body: () => readonly string[]): string => {
    if (!rules.has(name)) {
      rules.set(name, '')
      rules.set(name, body().join(' | '))
    }
    return name
  }
  const last = count - 1
  const item = (index: number, body: string, next: string | undefined): string =>
    `"${index === 0 ? '' : ' '}${REFERENCES[index]}" ${body}${next ? ` ${next}` : ''}`
  const rest = (index: number): string | undefined => (index < last ? later(index + 1) : undefined)

  const references = (from: number, limit: number): string =>
    rule(`r${from}x${limit}`, () =>
      Array.from({ length: limit - from }, (_, step) => {
        const more = from + step + 1
        const tail = more < limit ? ` ${references(more, limit)}?` : ''
        return `"${REFERENCES[from + step]}"${tail}`
      }),
    )
  const spoken = (index: number): string =>
    `([${SPEAKS.ofLast}${SPEAKS.ofTwo}${SPEAKS.ofAll}] | "${SPEAKS.ofNamed}" ${references(0, index)})?`
  const begin = (index: number): string =>
    rule(`s${index}`, () => [
      item(index, 'role', rest(index)),
      ...(index < last ? [item(index, `"${IDLE}"`, begin(index + 1))] : []),
    ])
  const later = (index: number): string =>
    rule(`t${index}`, () => [
      item(index, `role ${spoken(index)}`, rest(index)),
      item(index, `[${JOINED}${IDLE}]`, rest(index)),
    ])

  const root = begin(0)
  return [
    `root ::= ${root}`,
    ...[...rules].map(([name, body]) => `${name} ::= ${body}`),
    `role ::= ${ROLES.map((role) => `"${role}"`).join(' | ')}`,
  ].join('\n')
}
