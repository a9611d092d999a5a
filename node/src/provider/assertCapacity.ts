import { WitanError } from '#protocol/errors.ts'
import type { Provider } from './provider.ts'

/** Refuses work that would not find a place. @throws {WitanError} NODE_BUSY, also while the node stops or is paused. */
export function assertCapacity(provider: Provider): void {
  const { runtime, limits, metrics, closing, isPaused, accounts } = provider
  if (closing.aborted) {
    throw new WitanError('NODE_BUSY', 'The node is stopping. Try another node.', {
      retryable: true,
    })
  }
  if (isPaused()) {
    throw new WitanError('NODE_BUSY', 'The node is paused by its operator. Try another node.', {
      retryable: true,
    })
  }
  const { running, queued, slots } = runtime.load()
  metrics.tasks.load({ running, queued, slots })
  // A task that was admitted a moment ago counts before the runtime has seen it.
  const taken = Math.max(running + queued, accounts.runningTasks())
  const places = slots + limits.maxQueued
  if (taken < places) return
  throw new WitanError(
    'NODE_BUSY',
    `All ${places} places of the node are taken. Try again or another node.`,
    { retryable: true, meta: { taken, places } },
  )
}
