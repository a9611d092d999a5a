import { formatAgo } from '../format.ts'

/** Returns how long ago a block was; "now" where the clock of a local chain runs ahead of the reader's. */
export function formatPast(unixSeconds: number, now = Date.now() / 1000): string {
  return formatAgo(Math.min(unixSeconds, now), now)
}
