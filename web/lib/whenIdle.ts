/** Longest that a busy page is waited for (milliseconds). */
const TIMEOUT_MS = 1_000

/** Resolves once the page has shown and has nothing more urgent to do, or soon in any case. */
export function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') {
      requestIdleCallback(() => resolve(), { timeout: TIMEOUT_MS })
    } else {
      setTimeout(resolve, 0)
    }
  })
}
