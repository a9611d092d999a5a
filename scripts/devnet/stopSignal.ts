/**
 * Returns a signal that is aborted by the first SIGINT or SIGTERM, so that what was started can be ended in
 * order; a second one ends the process at once.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(130)
      controller.abort(new Error(`stopped by ${name}`))
    })
  }
  return controller.signal
}
