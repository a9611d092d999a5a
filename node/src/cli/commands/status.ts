/** witan status: one screen; with the node down it shows what the chain knows, and says so. */

import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from '../context.ts'
import { loadSettings } from '../loadSettings.ts'
import { openChain } from '../openChain.ts'
import { readKeystoreAddress } from '../ownNode.ts'
import { readStatus, type Status } from '../readStatus.ts'
import { renderStatus } from '../renderStatus.ts'

export type StatusOptions = { readonly watch?: boolean }

/** Time between two screens of --watch (ms): a block of most chains. */
const WATCH_EVERY_MS = 3_000
/** Clears the terminal and goes to its top. */
const CLEAR = '\u001b[2J\u001b[H'

export const status: Command<StatusOptions> = async (context, { watch = false }) => {
  const { io, output } = context
  const { config } = loadSettings(context)
  const signer = await readKeystoreAddress(config.keystore.path)
  const chain = await openChain(config)
  const show = async () => {
    const current = await readStatus(config, { chain, signer })
    const now = Math.floor(Date.now() / 1000)
    output.result(statusJson(current), renderStatus(current, { paint: output.paint, now }))
  }
  if (!watch) {
    await show()
    return 0
  }

  const stopping = new AbortController()
  const unlisten = io.onStopSignal(() => stopping.abort())
  while (!stopping.signal.aborted) {
    if (output.interactive && io.stdout.isTTY) output.write(CLEAR)
    await show()
    await sleep(WATCH_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => {})
  }
  unlisten()
  return 0
}

/** Every key is always there, so that a script needs no guesses. */
function statusJson({ chainId, signer, running, registered }: Status) {
  return {
    online: running !== undefined,
    chainId,
    signer,
    running: running
      ? { ...running, lastError: running.lastError ?? null, live: running.live ?? null }
      : null,
    registered: registered ?? null,
  }
}
