import { ROLES, type Role } from '#protocol/role.ts'
import { JOINED, REFERENCES } from './planGrammar.ts'
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
  readonly waitsFor: number[]
  readonly waitsForNext: boolean
}

/** Of a piece before the first task. */
const NO_TASK = -1

const ITEM = /^([A-L])(?:([+-])|([a-z]+)(?:(>)|<([A-L]+))?)$/

/** Returns the steps that a raw output says, or nothing when it is no plan of the request. */
export function readPlan(raw: string, prompt: string): Step[] | undefined {
  const pieces = readPieces(prompt)
  const items = raw.trim().split(' ')
  if (items.length !== pieces.length || pieces.length > REFERENCES.length) return undefined
  const drafts: Draft[] = []
  const taskOfPiece: number[] = []
  for (const [index, item] of items.entries()) {
    const match = ITEM.exec(item)
    if (!match || match[1] !== REFERENCES[index]) return undefined
    const [, , sign, role, next, references = ''] = match
    const current = drafts.at(-1)
    if (sign === JOINED && current) current.last = pieces[index]!
    else if (sign === undefined) {
      const known = ROLES.find((name) => name === role)
      if (!known) return undefined
      drafts.push({
        role: known,
        first: pieces[index]!,
        last: pieces[index]!,
        waitsFor: [...references].flatMap((letter) => {
          const task = taskOfPiece[REFERENCES.indexOf(letter)] ?? NO_TASK
          return task === NO_TASK ? [] : [task]
        }),
        waitsForNext: next !== undefined,
      })
    }
    taskOfPiece.push(drafts.length - 1)
  }
  return orderSteps(drafts, prompt)
}

/** A step says what to do; how it was asked for is no part of it. */
function withoutPoliteness(text: string): string {
  return text
    .replace(/^(?:(?:please|(?:can|could|would|will) you|i (?:need|want) you to)[ ,]+)+(?=.)/i, '')
    .replace(/(?<=.),? (?:please|thanks|thank you)$/i, '')
}

/** Numbers the tasks so that each comes after what it waits for, else in the order of the request. */
function orderSteps(drafts: readonly Draft[], prompt: string): Step[] {
  const needs = drafts.map(({ waitsFor, waitsForNext }, index) =>
    waitsForNext && index + 1 < drafts.length ? [...waitsFor, index + 1] : waitsFor,
  )
  const order: number[] = []
  for (let grew = true; grew; ) {
    const ready = drafts.findIndex(
      (_, index) => !order.includes(index) && needs[index]!.every((need) => order.includes(need)),
    )
    grew = ready >= 0
    if (grew) order.push(ready)
  }
  const numberOf = (task: number): number => order.indexOf(task) + 1
  return order.map((task) => {
    const { role, first, last } = drafts[task]!
    const after = [...new Set(needs[task]!.map(numberOf))].sort((one, other) => one - other)
    return { role, text: withoutPoliteness(textOfPieces(prompt, first, last)), after }
  })
}
