/** The parts of a node in the order of their start, and how they end: in the reverse order, each within its time. */

import type { Logger } from '#telemetry/createLogger.ts'

/** What can be closed, in either of the two ways of the language. */
type Closable = Disposable | AsyncDisposable

export type NodeParts = AsyncDisposable & {
  /** Adds a part and returns it. @param limitMs - Longest end of it (ms). @default 10,000 */
  readonly use: <T extends Closable>(name: string, part: T, limitMs?: number) => T
  /** Adds a part by the function that ends it. */
  readonly defer: (name: string, end: () => unknown, limitMs?: number) => void
  /** Hands all parts over, so that leaving the scope ends nothing; returns what ends them. */
  readonly move: () => () => Promise<void>
}

/** Enough to say goodbye to peers and to end a process; a disk or a socket that takes longer is stuck. */
const LIMIT_MS = 10_000

type Step = { readonly name: string; readonly end: () => unknown; readonly limitMs: number }

/**
 * Returns an empty list of parts. A part that fails to end, or takes longer than its limit, is logged by its name
 * and left to itself: it must not keep the others from ending.
 */
export function createNodeParts(logger: Pick<Logger, 'warn'>): NodeParts {
  let steps: Step[] = []

  function defer(name: string, end: () => unknown, limitMs = LIMIT_MS): void {
    steps.push({ name, end, limitMs })
  }

  function move(): () => Promise<void> {
    const own = steps
    steps = []
    return () => endAll(own, logger)
  }

  return {
    use: (name, part, limitMs) => {
      defer(name, () => close(part), limitMs)
      return part
    },
    defer,
    move,
    [Symbol.asyncDispose]: () => move()(),
  }
}

function close(part: Closable): unknown {
  return Symbol.asyncDispose in part ? part[Symbol.asyncDispose]() : part[Symbol.dispose]()
}

async function endAll(steps: Step[], logger: Pick<Logger, 'warn'>): Promise<void> {
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) await endOne(step, logger)
}

async function endOne({ name, end, limitMs }: Step, logger: Pick<Logger, 'warn'>): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<'late'>()
  const timer = setTimeout(() => resolve('late'), limitMs)
  // what fails after its time is logged all the same
  const ended = (async () => void (await end()))().catch((error: unknown) =>
    logger.warn('part failed to end', { part: name }, error),
  )
  const outcome = await Promise.race([ended, late])
  clearTimeout(timer)
  if (outcome === 'late')
    logger.warn('part did not end in time and is left', { part: name, limitMs })
}
