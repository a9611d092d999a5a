import { type Fault, faultOfNumber } from '#chain/fault.ts'

/** What a node was punished for, in words. */
const FAULT_WORDS: Readonly<Record<Fault, string>> = {
  none: 'No fault',
  race: 'A token that did not win its race',
  earlyStop: 'An output cut short, signed as if the model had ended it',
  lateStop: 'Output billed after the model had ended it',
  malformedLeaf: 'A transcript without the promised form',
  equivocation: 'Two receipts for one task',
  overcharge: 'A receipt above its quote',
  withheld: 'An answer that was not handed out',
  verdict: 'Found guilty by a jury',
  lazyPass: 'A fault passed as correct',
}

/** Returns the words for a fault by its number on chain. @throws {WitanError} INTERNAL for one that no contract has. */
export function faultWords(number: number): string {
  return faultName(faultOfNumber(number))
}

/** Returns the words for a fault. */
export function faultName(fault: Fault): string {
  return FAULT_WORDS[fault]
}
