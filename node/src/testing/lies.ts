/** What a dishonest runtime of the tests and the demo can do to an output. */

export const LIES = [
  /** Emits a token that lost its race. */
  'lostRace',
  /** Lets another temperature decide than the receipt says. */
  'wrongTemperature',
  /** Lets the noise of another seed decide. */
  'otherSeed',
  /** Takes the likeliest token whatever the noise says. */
  'greedy',
  /** Changes the gaps so that the token of its choice wins. */
  'nudgedGaps',
  /** Computes with a smaller model: the file that stands behind the lie. */
  'smallerModel',
  /** Lets a cheap run write the output, and the model only commit to it. */
  'teacherForced',
  /** Reads a part of the request. */
  'truncatedPrompt',
  /** Stops early and says that the model had ended. */
  'earlyStop',
  /** Leaves the end token out and goes on, to bill more tokens. */
  'suppressedEnd',
] as const
export type LieName = (typeof LIES)[number]

/** A lie, and the file of the smaller model where it takes one. */
export type RuntimeLie = { readonly name: LieName; readonly modelPath?: string }

/** Returns a lie by its name. @throws Error for another word. */
export function parseLie(text: string): LieName {
  const name = LIES.find((lie) => lie === text)
  if (name === undefined) throw new Error(`There is no lie ${text}.`)
  return name
}
