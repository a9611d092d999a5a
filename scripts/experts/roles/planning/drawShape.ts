import { ROLES, type Role } from '#protocol/role.ts'
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
  readonly waitsFor: readonly number[]
  readonly waitsForNext: boolean
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

/**
 * Returns so many tasks and what waits for what. The rules of the language:
 * tasks joined by "and" form a stage; "then" begins a stage that waits for the ends of the last one; "also"
 * and a new sentence wait for nothing; a task that speaks of earlier answers waits for those, and unless
 * "then" joins it, for nothing else.
 */
export function drawShape(count: number, random: Random): TaskShape[] {
  const tasks: TaskShape[] = [{ role: random.pick(ROLES), waitsFor: [], waitsForNext: false }]
  let base: readonly number[] = []
  let members = [0]
  const add = (task: Omit<TaskShape, 'role'>): void => {
    members.push(tasks.length)
    tasks.push({ role: random.pick(ROLES), ...task })
  }
  if (count >= 2 && random.chance(0.1)) {
    tasks.length = 0
    members = []
    addPair(random.pick(['before', 'after']), add, tasks.length)
  }
  while (tasks.length < count) {
    const joint = drawJoint(tasks, base, count, random)
    const index = tasks.length
    if (joint === 'before' || joint === 'after') {
      addPair(joint, add, index)
      continue
    }
    if (joint === 'later') tasks[index - 1] = { ...tasks[index - 1]!, waitsForNext: true }
    if (joint === 'next') {
      base = endsOf(members, tasks)
      members = []
    }
    const leaning = random.chance(LEANING_SHARE[joint]) ? drawLeaning(tasks, random) : undefined
    const spokenOf = leaning ? resolveLeaning(leaning, tasks) : []
    const waitsFor = {
      and: leaning ? spokenOf : base,
      stop: spokenOf,
      also: spokenOf,
      next: [...base, ...spokenOf],
      result: [index - 1, ...spokenOf],
      later: [],
    }[joint]
    add({ joint, waitsFor: inOrder(waitsFor), waitsForNext: false, ...(leaning && { leaning }) })
  }
  return tasks
}

function addPair(
  joint: 'before' | 'after',
  add: (task: Omit<TaskShape, 'role'>) => void,
  index: number,
): void {
  add({ joint, waitsFor: [], waitsForNext: joint === 'before' })
  add({ waitsFor: joint === 'after' ? [index] : [], waitsForNext: false })
}

function drawJoint(
  tasks: readonly TaskShape[],
  base: readonly number[],
  count: number,
  random: Random,
): Joint {
  const last = tasks.at(-1)!
  const afterPair = last.joint === undefined && tasks.length > 1
  for (;;) {
    const draw = random.next()
    if (draw < 0.26) {
      if (afterPair || last.joint === 'later') continue
      return 'and'
    }
    if (draw < 0.58) return 'next'
    if (draw < 0.69) return 'also'
    if (draw < 0.79) return 'stop'
    if (draw < 0.86) return 'result'
    if (draw < 0.92) {
      const free = last.waitsFor.length === 0 && !last.leaning && base.length === 0
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

function resolveLeaning(leaning: Leaning, tasks: readonly TaskShape[]): number[] {
  const count = tasks.length
  switch (leaning.kind) {
    case 'last':
      return [count - 1]
    case 'two':
      return [count - 2, count - 1]
    case 'all':
      return tasks.map((_, index) => index)
    case 'role':
      return [tasks.findLastIndex(({ role }) => role === leaning.role)]
  }
}

/** Returns the tasks of a stage that no other of it waits for. */
function endsOf(members: readonly number[], tasks: readonly TaskShape[]): number[] {
  const waitedFor = new Set(
    tasks.flatMap(({ waitsFor, waitsForNext }, index) =>
      members.includes(index) ? [...waitsFor, ...(waitsForNext ? [index + 1] : [])] : [],
    ),
  )
  return members.filter((index) => !waitedFor.has(index))
}

function inOrder(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((one, other) => one - other)
}
