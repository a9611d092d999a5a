import { ROLES } from '#protocol/role.ts'

/** The references of pieces, in order. */
export const REFERENCES = 'ABCDEFGHIJKL'

/** What a piece that begins no task is: part of the task before it, or nothing. */
export const JOINED = '+'
export const IDLE = '-'

/**
 * What a task waits for, written after its role. Tasks side by side form a stage; code keeps count of the
 * stages, so that the model need not.
 */
export const WAITS = {
  /** The next task: "before you X, Y". */
  forNext: '>',
  /** What its stage waits for: "A, then B and C". */
  asStage: '=',
  /** All ends of the stage so far; a new stage begins. May be followed by one of the others below. */
  forStage: '!',
  /** The task before: "translate it". */
  forLast: '~',
  /** The two tasks before: "send both". */
  forTwo: '%',
  /** Every task before: "send everything". */
  forAll: '*',
  /** The tasks of the pieces that follow: "send the summary". */
  forNamed: '<',
} as const

/**
 * Returns a GBNF grammar of the plans of so many pieces. Each piece in order has a role, or belongs to the
 * task before it, or asks for nothing; a task may wait for tasks before it, or for the next one. So every
 * output is a graph without circles with at least one task.
 *
 * Rules: `sN` piece N while there is no task yet, `tN` piece N later, `wNxP` piece N while the task that
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
  const rest = (index: number): string | undefined => (index < last ? later(index + 1) : undefined)

  const named = (limit: number): string => `"${WAITS.forNamed}" ${references(0, limit)}`
  const references = (from: number, limit: number): string =>
    rule(`r${from}x${limit}`, () =>
      Array.from({ length: limit - from }, (_, step) => {
        const more = from + step + 1
        const tail = more < limit ? ` ${references(more, limit)}?` : ''
        return `"${REFERENCES[from + step]}"${tail}`
      }),
    )
  const waitsBefore = (index: number): string =>
    rule(`b${index}`, () => [
      `"${WAITS.asStage}"`,
      `"${WAITS.forStage}"`,
      `"${WAITS.forStage}"? ([${WAITS.forLast}${WAITS.forTwo}${WAITS.forAll}] | ${named(index)})`,
    ])
  const untilNext = (index: number): string =>
    item(index, `role "${WAITS.forNext}"`, waiting(index + 1, index))

  const begin = (index: number): string =>
    rule(`s${index}`, () => [
      item(index, 'role', rest(index)),
      ...(index < last ? [untilNext(index), item(index, `"${IDLE}"`, begin(index + 1))] : []),
    ])
  const later = (index: number): string =>
    rule(`t${index}`, () => [
      item(index, `role ${waitsBefore(index)}?`, rest(index)),
      item(index, `[${JOINED}${IDLE}]`, rest(index)),
      ...(index < last ? [untilNext(index)] : []),
    ])
  const waiting = (index: number, waiter: number): string =>
    rule(`w${index}x${waiter}`, () => [
      item(index, waiter > 0 ? `role (${named(waiter)})?` : 'role', rest(index)),
      ...(index < last ? [item(index, `[${JOINED}${IDLE}]`, waiting(index + 1, waiter))] : []),
    ])

  const root = begin(0)
  return [
    `root ::= ${root}`,
    ...[...rules].map(([name, body]) => `${name} ::= ${body}`),
    `role ::= ${ROLES.map((role) => `"${role}"`).join(' | ')}`,
  ].join('\n')
}
