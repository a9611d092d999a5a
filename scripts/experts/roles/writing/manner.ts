import type { MoveName } from '#runtime/experts/writing/moves.ts'
import type { Wordings } from '../../wordings.ts'

/** One way in which people write, before it is rewritten. */
export type Manner = {
  /**
   * Wordings of what a part does; {x} is the part's own words. A wording that begins with `+` goes on
   * with the sentence before it, one that begins with `~` takes a form in -ing.
   */
  readonly parts: Readonly<Partial<Record<MoveName, Wordings>>>
  /** Sentences that say nothing; they are dropped. */
  readonly noise: Wordings
  /** How the reader is addressed at the start; {x} is the reader. */
  readonly greetings: Wordings
  /** How the writer signs at the end; {x} is the writer. */
  readonly signatures: Wordings
}
