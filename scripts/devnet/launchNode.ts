import { DEVNET_PASSWORD } from './nodeFolder.ts'
import { programOf } from './nodeProgram.ts'
import type { PreparedNode } from './prepareNode.ts'
import { type SpawnedProcess, spawnProcess } from './spawnProcess.ts'

/** A node's process, and where it is reached; another one after every start. */
export type LaunchedNode = {
  process: SpawnedProcess
  addresses: readonly string[]
  healthUrl: string
}

/** Longest start of a node (milliseconds): loading takes a second or two; a loaded machine needs longer. */
const START_TIMEOUT_MS = 240_000

/** Starts the process of a node and returns when it serves. @throws when it does not within 4 minutes. */
export async function launchNode(
  { folder: { dataDir, logFile }, plot }: Pick<PreparedNode, 'folder' | 'plot'>,
  signal: AbortSignal,
): Promise<LaunchedNode> {
  signal.throwIfAborted()
  const started = spawnProcess(await programOf(dataDir, plot), {
    logFile,
    env: { PATH: process.env['PATH'], WITAN_PASSWORD: DEVNET_PASSWORD },
  })
  try {
    const ready = await started.event('ready', {
      signal: AbortSignal.any([signal, AbortSignal.timeout(START_TIMEOUT_MS)]),
    })
    return {
      process: started,
      addresses: ready['addresses'] as readonly string[],
      healthUrl: String(ready['healthUrl']),
    }
  } catch (error) {
    await started.stop('SIGKILL')
    throw error
  }
}
