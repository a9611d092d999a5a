import type { Wordings } from '../../wordings.ts'

/** One sentence of a report: facts by name as `{what}`, and the state that the sentence itself says. */
export type Part = {
  readonly name: string
  readonly sets?: Readonly<Record<string, string>>
  readonly wordings: Wordings
}

/**
 * A kind of report: one head and some of its slots. Before a time, `{on_when}` is the preposition that it takes;
 * `{N}` is somebody who does not count.
 */
export type Report = {
  readonly form: string
  readonly heads: readonly Part[]
  /** Sentences that are there or not, each in one of its kinds. */
  readonly slots: readonly { readonly share: number; readonly parts: readonly Part[] }[]
}
