import { ROLES, type Role } from '#protocol/role.ts'
import { linkTasks } from './linkTasks.ts'
import type { Link } from './linkWords.ts'
import { JOINED, REFERENCES, SPEAKS } from './planGrammar.ts'
import { type Piece, readPieces, strongestLink, textOfPieces } from './readPieces.ts'

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
  link: Link
  /** Tasks by index. */
  readonly speaksOf: readonly number[]
}

const ITEM = /^([A-L])(?:([+-])|([a-z]+)([~%*]|<[A-L]+)?)$/

/** Returns the steps that a raw output says, or nothing when it is no plan of the request. */
export function readPlan(raw: string, prompt: string): Step[] | undefined {
  const pieces = readPieces(prompt)
  const items = raw.trim().split(' ')
  if (items.length !== pieces.length || pieces.length > REFERENCES.length) return undefined
  const drafts: Draft[] = []
  const taskOfPiece: number[] = []
  for (const [index, item] of items.entries()) {
    const [, reference, sign, name, spoken = ''] = ITEM.exec(item) ?? []
    const role = ROLES.find((known) => known === name)
    if (reference !== REFERENCES[index] || (sign === undefined && !role)) return undefined
    const piece = pieces[index]!
    const current = drafts.at(-1)
    if (sign === JOINED && current) {
      current.last = piece
      // "call Ben and Anna afterwards": the last words say how the whole task hangs on the others.
      if (piece.endsWithLink) current.link = strongestLink([current.link, piece.link])
    }
    if (role) {
      const speaksOf = tasksSpokenOf(spoken, drafts.length, taskOfPiece)
      drafts.push({ role, first: piece, last: piece, link: piece.link, speaksOf })
    }
    taskOfPiece.push(drafts.length - 1)
  }
  return orderSteps(drafts, prompt)
}

function tasksSpokenOf(spoken: string, count: number, taskOfPiece: readonly number[]): number[] {
  const named = [...spoken.slice(1)].map((letter) => taskOfPiece[REFERENCES.indexOf(letter)] ?? -1)
  const all = Array.from({ length: count }, (_, task) => task)
  const found: Readonly<Record<string, readonly number[]>> = {
    [SPEAKS.ofLast]: all.slice(-1),
    [SPEAKS.ofTwo]: all.slice(-2),
    [SPEAKS.ofAll]: all,
    [SPEAKS.ofNamed]: named.filter((task) => task >= 0),
  }
  return [...(found[spoken[0] ?? ''] ?? [])]
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
  const waits = linkTasks(drafts)
  const order: number[] = []
  while (order.length < drafts.length)
    order.push(
      drafts.findIndex(
        (_, task) => !order.includes(task) && waits[task]!.every((other) => order.includes(other)),
      ),
    )
  return order.map((task) => {
    const { role, first, last } = drafts[task]!
    const after = waits[task]!.map((other) => order.indexOf(other) + 1)
    after.sort((one, other) => one - other)
    return { role, text: withoutPoliteness(textOfPieces(prompt, first, last)), after }
  })
}
