/** Serves a node until SIGINT or SIGTERM, then stops accepting, drains and settles. */

import type { Config } from '#config/schema.ts'
import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import type { RunningNode } from '#provider/createNode.ts'
import { createLogger, type Logger } from '#telemetry/createLogger.ts'
import { type ComposeNodeOptions, composeNode } from './composeNode.ts'
import type { CommandContext } from './context.ts'
import { endsInTime } from './endsInTime.ts'
import { readPeerKey } from './keyFiles.ts'
import { noteHealthUrl } from './nodeHealth.ts'
import { createPrettyLog } from './prettyLog.ts'

/** Exit code of a process that was told to end at once. */
const FORCED = 130

/** Longest stop (ms): draining takes 20 s at most, the settlement a few blocks. */
const STOP_MS = 150_000

/**
 * Starts the node of a configuration, says that it serves, and returns once it was told to stop and did.
 *
 * @param options - The signer's key, what computes, and what else is done while it serves.
 * @throws {WitanError} TASK_TIMEOUT when the stop takes too long; and as composeNode.
 */
export async function serveNode(
  context: CommandContext,
  config: Config,
  options: serveNode.Options,
): Promise<void> {
  const { output } = context
  const { privateKey, runtimeProgram, beside } = options
  const peerKey = await readPeerKey(config.dataDir)
  // Listens before the start, so that Ctrl-C during it leaves no process behind either.
  const stop = awaitStop(context)
  try {
    output.note('Starting: loading the experts.')
    const logger = loggerOf(context, config.log)
    const node = await composeNode(config, { privateKey, peerKey, logger, runtimeProgram })
    const besides = beside && ((signal: AbortSignal) => beside(node, logger, signal))
    await serve(context, { node, config, asked: stop.asked, beside: besides })
  } finally {
    stop.unlisten()
  }
  output.event({ event: 'stopped' })
  output.note('Stopped.')
}

export declare namespace serveNode {
  type Options = Pick<ComposeNodeOptions, 'runtimeProgram'> & {
    /** Key of the node's signer. */
    readonly privateKey: Hex
    /** Runs from the moment that the node serves until its signal, which comes with the stop; never throws. */
    readonly beside?: (node: RunningNode, logger: Logger, signal: AbortSignal) => Promise<void>
  }
}

type Serving = {
  readonly node: RunningNode
  readonly config: Config
  readonly asked: Promise<void>
  readonly beside: ((signal: AbortSignal) => Promise<void>) | undefined
}

/** Tells that the node serves, and stops it in order when that is asked. */
async function serve(
  context: CommandContext,
  { node, config, asked, beside }: Serving,
): Promise<void> {
  const { output } = context
  const forgetHealth = await noteHealthUrl(config, node.healthUrl)
  const stopping = new AbortController()
  try {
    announceReady(context, node)
    const besides = beside?.(stopping.signal)
    await asked
    output.event({ event: 'stopping' })
    output.note(
      'Stopping: no new tasks; finishing what runs, then settling. Ctrl-C again ends now.',
    )
    stopping.abort()
    await besides
    if (!(await endsInTime(node.stop(), STOP_MS))) {
      throw new WitanError(
        'TASK_TIMEOUT',
        `The node did not stop within ${STOP_MS / 1000} s. What is not settled is settled at the next start.`,
      )
    }
  } finally {
    await forgetHealth()
  }
}

/** Resolves at the first signal; the second ends the process. */
function awaitStop({ io }: CommandContext): { asked: Promise<void>; unlisten: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  let signals = 0
  const unlisten = io.onStopSignal(() => {
    signals++
    if (signals > 1) io.exitNow(FORCED)
    resolve()
  })
  return { asked: promise, unlisten }
}

function announceReady({ output }: CommandContext, node: RunningNode): void {
  const { nodeId, peerId, healthUrl } = node
  const addresses = node.addresses()
  output.event({ event: 'ready', nodeId, peerId, addresses, healthUrl })
  output.note(`${output.paint('green', '●')} online: node ${nodeId}, peer ${peerId}`)
  for (const address of addresses) output.note(`  ${address}`)
  output.note(`  health and metrics at ${healthUrl}`)
}

/** JSON lines where a program reads; words where a person does. */
function loggerOf({ output }: CommandContext, { level, destination }: Config['log']): Logger {
  const toPerson = !output.json && output.interactive && destination === 'stderr'
  return createLogger({ level, destination: toPerson ? createPrettyLog(output) : destination })
}
