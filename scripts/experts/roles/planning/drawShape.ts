import { ROLES, type Role } from '#protocol/role.ts'
import { SPEAKS } from '#runtime/experts/planning/planGrammar.ts'
import type { Random } from '../../random.ts'

/** How a task hangs on the text before it; `before` and `after` name two tasks by when. */
export type Joint = 'and' | 'stop' | 'also' | 'next' | 'result' | 'later' | 'before' | 'after'

/** Which earlier answers a task speaks of: the last, the nearest of a role, the last two, or all. */
export type Leaning =
  | { readonly kind: 'last' | 'two' | 'all' }
  | { readonly kind: 'role'; readonly role: Role }

/** A task before it is worded. */
export type TaskShape = {
  readonly role: Role
  /** Absent for the first task and for the second of a pair. */
  readonly joint?: Joint
  readonly leaning?: Leaning
}

/** How often a task speaks of an earlier answer, by joint. */
const LEANING_SHARE: Readonly<Record<Joint, number>> = {
  and: 0.3,
  stop: 0.25,
  also: 0.12,
  next: 0.45,
  result: 0.4,
  later: 0,
  before: 0,
  after: 0,
}

/** Returns so many tasks and how they hang together. */
export function drawShape(count: number, random: Random): TaskShape[] {
  const tasks: TaskShape[] = []
  const add = (task: Omit<TaskShape, 'role'>): void => {
    tasks.push({ role: random.pick(ROLES), ...task })
  }
  const addPair = (joint: 'before' | 'after'): void => {
    add({ joint })
    add({})
  }
  if (random.chance(0.1)) addPair(random.pick(['before', 'after']))
  else add({})
  while (tasks.length < count) {
    const joint = drawJoint(tasks, count, random)
    if (joint === 'before' || joint === 'after') {
      addPair(joint)
      continue
    }
    const leaning = random.chance(LEANING_SHARE[joint]) ? drawLeaning(tasks, random) : undefined
    if (joint === 'result' && leaning) add({ joint, leaning: { kind: 'last' } })
    else add({ joint, ...(leaning && { leaning }) })
  }
  return tasks
}

/**
 * Returns the sign of what a task speaks of.
 *
 * @param nameTask - Returns the reference of a task by its index.
 */
export function describeLeaning(
  leaning: Leaning | undefined,
  before: readonly TaskShape[],
  nameTask: (index: number) => string,
): string {
  switch (leaning?.kind) {
    case undefined:
      return ''
    case 'last':
      return SPEAKS.ofLast
    case 'two':
      return SPEAKS.ofTwo
    case 'all':
      return SPEAKS.ofAll
    case 'role':
      return SPEAKS.ofNamed + nameTask(before.findLastIndex(({ role }) => role === leaning.role))
  }
}

function drawJoint(tasks: readonly TaskShape[], count: number, random: Random): Joint {
  const last = tasks.at(-1)!
  const afterPair = last.joint === undefined && tasks.length > 1
  for (;;) {
    const draw = random.next()
    if (draw < 0.26) {
      if (afterPair || isOneOf(last.joint, ['later', 'result'])) continue
      return 'and'
    }
    if (draw < 0.58) return 'next'
    if (draw < 0.69) return 'also'
    if (draw < 0.79) return 'stop'
    if (draw < 0.86) return 'result'
    if (draw < 0.92) {
      const free = tasks.every(
        ({ joint, leaning }) => !leaning && !isOneOf(joint, ['next', 'result']),
      )
      if (free && !afterPair && last.joint !== 'later') return 'later'
    } else if (tasks.length + 2 <= count) return random.pick(['before', 'after'])
  }
}

function drawLeaning(tasks: readonly TaskShape[], random: Random): Leaning {
  const draw = random.next()
  if (draw < 0.3) return { kind: 'role', role: random.pick(tasks).role }
  if (tasks.length >= 2 && draw < 0.4) return { kind: 'two' }
  if (tasks.length >= 2 && draw < 0.48) return { kind: 'all' }
  return { kind: 'last' }
}

function isOneOf(joint: Joint | undefined, joints: readonly Joint[]): boolean {
  return joint !== undefined && joints.includes(joint)
}
