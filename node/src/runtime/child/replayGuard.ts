import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'

/** Remembers which envelopes were opened, until their deadline. */
export type ReplayGuard = {
  /**
   * Records an envelope as used.
   *
   * @throws {WitanError} ENVELOPE_REPLAYED when it was used before; NODE_BUSY when too many are remembered.
   */
  readonly use: (ephemeralKey: Hex, deadline: number) => void
}

/** Most envelopes remembered: over 100 a second for the longest deadline, some 10 MB. */
const MAX_ENTRIES = 65_536

/** Returns an empty guard. @param now - Clock, Unix seconds; @param maxEntries - Bound on memory. */
export function createReplayGuard(now: () => number, maxEntries = MAX_ENTRIES): ReplayGuard {
  const deadlines = new Map<Hex, number>()

  function forgetExpired(): void {
    for (const [key, deadline] of deadlines) if (deadline < now()) deadlines.delete(key)
  }

  return {
    use(ephemeralKey, deadline) {
      if (deadlines.has(ephemeralKey)) {
        throw new WitanError('ENVELOPE_REPLAYED', 'This envelope was already used.')
      }
      if (deadlines.size >= maxEntries) forgetExpired()
      if (deadlines.size >= maxEntries) {
        throw new WitanError('NODE_BUSY', 'Too many tasks are open.', { retryable: true })
      }
      deadlines.set(ephemeralKey, deadline)
    },
  }
}
