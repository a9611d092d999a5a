import { ROLES, type Role } from '#protocol/role.ts'
import { JOINED, REFERENCES, WAITS } from './planGrammar.ts'
import { type Piece, readPieces, textOfPieces } from './readPieces.ts'

/** One step of a plan; steps are numbered from 1 in an order in which they can be done. */
export type Step = {
  readonly role: Role
  /** The step as the requester typed it. */
  readonly text: string
  /** Numbers of the steps whose answers it needs, in order. */
  readonly after: readonly number[]
}

type Draft = {
  readonly role: Role
  readonly first: Piece
  last: Piece
  /** Tasks by index. */
  readonly waitsFor: number[]
}

/** Tasks side by side, and the tasks that all of them may wait for. */
type Stage = { readonly base: readonly number[]; readonly members: number[] }

const ITEM = /^([A-L])(?:([+-])|([a-z]+)(>|=|!?(?:[~%*]|<[A-L]+)?))$/

/** Returns the steps that a raw output says, or nothing when it is no plan of the request. */
export function readPlan(raw: string, prompt: string): Step[] | undefined {
  const pieces = readPieces(prompt)
  const items = raw.trim().split(' ')
  if (items.length !== pieces.length || pieces.length > REFERENCES.length) return undefined
  const drafts: Draft[] = []
  const taskOfPiece: number[] = []
  let stage: Stage = { base: [], members: [] }
  for (const [index, item] of items.entries()) {
    const [, reference, sign, name, waits = ''] = ITEM.exec(item) ?? []
    const role = ROLES.find((known) => known === name)
    if (reference !== REFERENCES[index] || (sign === undefined && !role)) return undefined
    const piece = pieces[index]!
    const current = drafts.at(-1)
    if (sign === JOINED && current) current.last = piece
    if (role) {
      if (waits.startsWith(WAITS.forStage)) stage = { base: endsOf(stage, drafts), members: [] }
      const waitsFor = waitedFor(waits, { stage, count: drafts.length, taskOfPiece })
      stage.members.push(drafts.length)
      drafts.push({ role, first: piece, last: piece, waitsFor })
    }
    taskOfPiece.push(drafts.length - 1)
  }
  return orderSteps(drafts, prompt)
}

/** Returns what a new task waits for, by the signs after its role. */
function waitedFor(
  waits: string,
  before: {
    readonly stage: Stage
    /** How many tasks there are before this one. */
    readonly count: number
    readonly taskOfPiece: readonly number[]
  },
): number[] {
  const { stage, count, taskOfPiece } = before
  const found = new Set<number>()
  for (const sign of waits)
    if (sign === WAITS.forNext) found.add(count + 1)
    else if (sign === WAITS.asStage || sign === WAITS.forStage)
      for (const task of stage.base) found.add(task)
    else if (sign === WAITS.forLast) found.add(count - 1)
    else if (sign === WAITS.forTwo) found.add(count - 2).add(count - 1)
    else if (sign === WAITS.forAll) for (let task = 0; task < count; task++) found.add(task)
    else if (sign !== WAITS.forNamed) found.add(taskOfPiece[REFERENCES.indexOf(sign)] ?? -1)
  found.delete(-1)
  found.delete(-2)
  return [...found]
}

/** Returns the tasks of a stage that no other of it waits for. */
function endsOf({ members }: Stage, drafts: readonly Draft[]): number[] {
  const inner = new Set(members.flatMap((task) => drafts[task]!.waitsFor))
  return members.filter((task) => !inner.has(task))
}

/** A step says what to do; how it was asked for is no part of it. */
function withoutPoliteness(text: string): string {
  return text
    .replace(
      /^(?:(?:please|(?:can|could|would|will) you|i(?:'d| would) like you to|i (?:need|want) you to)[ ,]+)+(?=.)/i,
      '',
    )
    .replace(/(?<=.),? (?:please|thanks|thank you)$/i, '')
}

/** Numbers the tasks so that each comes after what it waits for, else in the order of the request. */
function orderSteps(drafts: readonly Draft[], prompt: string): Step[] {
  const order: number[] = []
  for (let grew = true; grew; ) {
    const ready = drafts.findIndex(
      ({ waitsFor }, task) =>
        !order.includes(task) &&
        waitsFor.every((other) => order.includes(other) || other >= drafts.length),
    )
    grew = ready >= 0
    if (grew) order.push(ready)
  }
  return order.map((task) => {
    const { role, first, last, waitsFor } = drafts[task]!
    const after = waitsFor.map((other) => order.indexOf(other) + 1).filter((number) => number > 0)
    after.sort((one, other) => one - other)
    return { role, text: withoutPoliteness(textOfPieces(prompt, first, last)), after }
  })
}
