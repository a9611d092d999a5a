/** What a node can be punished for; the index is the number on chain. */

import { WitanError } from '#protocol/errors.ts'

export const FAULTS = [
  'none',
  /** A token that did not win its race. */
  'race',
  /** An output that the model did not end, signed as if it had. */
  'earlyStop',
  /** Output billed after the model had ended it. */
  'lateStop',
  /** A leaf without the promised form. */
  'malformedLeaf',
  /** Two receipts for one task. */
  'equivocation',
  /** A receipt above what the quote allows. */
  'overcharge',
  /** Frames of a signed receipt that the node did not hand out. */
  'withheld',
  /** A verdict of a jury. */
  'verdict',
  /** A pass reported for a receipt that holds a fault. */
  'lazyPass',
] as const
export type Fault = (typeof FAULTS)[number]

/** Returns the fault of a number. @throws {WitanError} INTERNAL for one that no contract has. */
export function faultOfNumber(number: number): Fault {
  const fault = FAULTS[number]
  if (fault === undefined) throw new WitanError('INTERNAL', `There is no fault ${number}.`)
  return fault
}
