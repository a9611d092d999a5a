import { ROLES } from '#protocol/role.ts'

/** The references of pieces, in order. */
export const REFERENCES = 'ABCDEFGHIJKL'

/** The piece belongs to the task before it. */
export const JOINED = '+'

/** The piece asks for nothing. */
export const IDLE = '-'

/** The task waits for the next one. */
export const WAITS_FOR_NEXT = '>'

/** The task waits for the ones that follow this sign. */
export const WAITS_FOR = '<'

/**
 * Returns a GBNF grammar of the plans of so many pieces. Each piece in order has a role, or belongs to the
 * task before it, or asks for nothing; a task names pieces before it that it waits for, each once and in
 * order, or waits for the next task. So every output is a graph without circles with at least one task.
 *
 * Rules: `sN` piece N while there is no task yet, `tN` piece N later, `wN_P` piece N while the task that
 * begins with piece P still waits for the next one, which then may only name pieces before P.
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
  const then = (index: number): string | undefined => (index < last ? later(index + 1) : undefined)

  /** A new task that may name the pieces before `limit`. */
  const task = (index: number, limit: number): string =>
    item(index, limit > 0 ? `role ("${WAITS_FOR}" ${references(0, limit)})?` : 'role', then(index))
  const waiting = (index: number): string =>
    item(index, `role "${WAITS_FOR_NEXT}"`, waits(index + 1, index))
  const references = (from: number, limit: number): string =>
    rule(`r${from}x${limit}`, () =>
      Array.from({ length: limit - from }, (_, step) => {
        const more = from + step + 1
        const tail = more < limit ? ` ${references(more, limit)}?` : ''
        return `"${REFERENCES[from + step]}"${tail}`
      }),
    )
  const begin = (index: number): string =>
    rule(`s${index}`, () => [
      task(index, 0),
      ...(index < last ? [waiting(index), item(index, `"${IDLE}"`, begin(index + 1))] : []),
    ])
  const later = (index: number): string =>
    rule(`t${index}`, () => [
      task(index, index),
      item(index, `[${JOINED}${IDLE}]`, then(index)),
      ...(index < last ? [waiting(index)] : []),
    ])
  const waits = (index: number, waiter: number): string =>
    rule(`w${index}x${waiter}`, () => [
      task(index, waiter),
      ...(index < last ? [item(index, `[${JOINED}${IDLE}]`, waits(index + 1, waiter))] : []),
    ])

  const root = begin(0)
  return [
    `root ::= ${root}`,
    ...[...rules].map(([name, body]) => `${name} ::= ${body}`),
    `role ::= ${ROLES.map((role) => `"${role}"`).join(' | ')}`,
  ].join('\n')
}
