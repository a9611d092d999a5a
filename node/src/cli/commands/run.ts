/** witan run: serves until SIGINT or SIGTERM, then stops accepting, drains, settles and ends with 0. */

import type { Config } from '#config/schema.ts'
import { WitanError } from '#protocol/errors.ts'
import type { RunningNode } from '#provider/createNode.ts'
import { createLogger, type Logger } from '#telemetry/createLogger.ts'
import { composeNode } from '../composeNode.ts'
import type { Command, CommandContext } from '../context.ts'
import { endsInTime } from '../endsInTime.ts'
import { readPeerKey } from '../keyFiles.ts'
import { loadSettings } from '../loadSettings.ts'
import { noteHealthUrl } from '../nodeHealth.ts'
import { createPrettyLog } from '../prettyLog.ts'
import { unlockKeystore } from '../unlockKeystore.ts'

/** Exit code of a process that was told to end at once. */
const FORCED = 130

/** Longest stop (ms): draining takes 20 s at most, the settlement a few blocks. */
const STOP_MS = 150_000

export const run: Command<object> = async (context) => {
  const { output } = context
  const { config } = loadSettings(context)
  const { path, password, passwordFile } = config.keystore
  const keystore = { path, name: "node's signer", password, passwordFile }
  const privateKey = await unlockKeystore(context, keystore)
  const peerKey = await readPeerKey(config.dataDir)

  // Listens before the start, so that Ctrl-C during it leaves no process behind either.
  const stop = awaitStop(context)
  try {
    output.note('Starting: loading the experts.')
    const logger = loggerOf(context, config.log)
    const node = await composeNode(config, { privateKey, peerKey, logger })
    await serve(context, { node, config, asked: stop.asked })
  } finally {
    stop.unlisten()
  }
  output.event({ event: 'stopped' })
  output.note('Stopped.')
  return 0
}

/** Tells that the node serves, and stops it in order when that is asked. */
async function serve(
  context: CommandContext,
  { node, config, asked }: { node: RunningNode; config: Config; asked: Promise<void> },
): Promise<void> {
  const { output } = context
  const forgetHealth = await noteHealthUrl(config, node.healthUrl)
  try {
    announceReady(context, node)
    await asked
    output.event({ event: 'stopping' })
    output.note(
      'Stopping: no new tasks; finishing what runs, then settling. Ctrl-C again ends now.',
    )
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
function loggerOf(
  { output }: CommandContext,
  {
    level,
    destination,
  }: { level: Parameters<typeof createLogger>[0]['level']; destination: string },
): Logger {
  const toPerson = !output.json && output.interactive && destination === 'stderr'
  return createLogger({ level, destination: toPerson ? createPrettyLog(output) : destination })
}
