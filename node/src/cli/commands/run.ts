/** witan run: serves until SIGINT or SIGTERM, then stops accepting, drains, settles and ends with 0. */

import type { Command } from '../context.ts'
import { loadSettings } from '../loadSettings.ts'
import { serveNode } from '../serveNode.ts'
import { unlockKeystore } from '../unlockKeystore.ts'

export const run: Command<object> = async (context) => {
  const { config } = loadSettings(context)
  const { path, password, passwordFile } = config.keystore
  const keystore = { path, name: "node's signer", password, passwordFile }
  const privateKey = await unlockKeystore(context, keystore)
  await serveNode(context, config, { privateKey })
  return 0
}
