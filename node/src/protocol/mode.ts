/** Privacy modes and their exact labels (DESIGN section 2). There is never a silent fallback between them. */

import { WitanError } from './errors.ts'

export const MODES = ['local', 'transit', 'unlinked', 'split', 'attested'] as const

export type Mode = (typeof MODES)[number]

export const MODE_LABELS: Readonly<Record<Mode, string>> = {
  local: 'Runs on your own machine.',
  transit: "Encrypted all the way to the node. The node's operator could read your text.",
  unlinked: 'As transit, and the node cannot tell who you are.',
  split: 'No single node learns anything; two colluding nodes would learn all. (cryptographic)',
  attested:
    "Runs in a hardware enclave that the operator's software cannot read. Physical attacks are not covered.",
}

/** Returns the mode named by a text or by its on-chain number. @throws {WitanError} MODE_UNSUPPORTED. */
export function parseMode(value: unknown): Mode {
  const mode = typeof value === 'number' ? MODES[value] : MODES.find((name) => name === value)
  if (mode === undefined) {
    throw new WitanError(
      'MODE_UNSUPPORTED',
      `There is no such privacy mode; use one of ${MODES.join(', ')}.`,
    )
  }
  return mode
}

/** Returns the on-chain number of a mode, 0 to 4. */
export function modeNumber(mode: Mode): number {
  return MODES.indexOf(mode)
}
