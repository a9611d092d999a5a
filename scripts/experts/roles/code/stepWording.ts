import type { Wordings } from '../../wordings.ts'

/**
 * How a step is said. `verbs` are commands: {o} is what they act on, {in} says where from when nothing before
 * did. `nouns` are what the step makes of {x}. Operands are {a} (a number), {s} and {t} (texts).
 */
export type StepWording = {
  /** Names of the operations; the same words on a number and on a list of them. */
  readonly operation: string
  /** Where the operation is said so; everywhere when absent. */
  readonly from?: readonly string[]
  readonly verbs: Wordings
  readonly nouns: Wordings
}

/** How a test is said of several elements: "are even", "start with {s}". */
export type TestWording = {
  readonly operation: string
  readonly phrases: Wordings
  /** A word that stands before the elements: "even numbers". */
  readonly attribute?: string
  /** The test that holds exactly when this one does not. */
  readonly opposite?: string
}

/** Returns wordings from two lists separated by semicolons. */
export function listWordings(train: string, heldOut: string): Wordings {
  const split = (text: string) =>
    text
      .split(';')
      .map((wording) => wording.trim().replace(/\s+/g, ' '))
      .filter((wording) => wording !== '')
  return { train: split(train), heldOut: split(heldOut) }
}
