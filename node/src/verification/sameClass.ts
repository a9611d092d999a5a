/**
 * Whether a node computes as the verifier's own machine does. Nobody declares it; a node shows it by answers that are
 * equal to the last number wherever they could differ, which machines of two classes never were for long.
 */

export type ClassRecord = {
  /** Positions in a row that could differ and did not. */
  readonly equal: number
  /** How often a node that was of the class was not any more. */
  readonly broken: number
}

export const NO_CLASS: ClassRecord = { equal: 0, broken: 0 }

/** Equal positions that show a class. */
export const CLASS_POSITIONS = 64

/** Returns whether a node has shown that it is of the verifier's class. */
export function isOfClass({ equal }: ClassRecord): boolean {
  return equal >= CLASS_POSITIONS
}

/**
 * Returns a node's record after one more answer. A single position that differs ends the class: the node has another
 * machine now, or did not run the promised model there. It has to show its class anew.
 *
 * @param answer - Positions that could differ, and those of them that did not.
 */
export function addEquality(
  before: ClassRecord,
  { open, equal }: { readonly open: number; readonly equal: number },
): ClassRecord {
  if (equal === open) return { ...before, equal: before.equal + equal }
  return { equal: 0, broken: before.broken + Number(isOfClass(before)) }
}
