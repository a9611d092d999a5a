/**
 * `witan run` for what no configuration can name: `modelNode.ts <data folder> <file>` serves the models in a JSON file
 * as the folder's configuration offers them, with a runtime that lies where the file says so, and prints the same
 * events. WITAN_PASSWORD opens the keystore.
 */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { composeNode } from '#cli/composeNode.ts'
import { readPeerKey, SIGNER_FILE } from '#cli/keyFiles.ts'
import { loadConfig } from '#config/loadConfig.ts'
import { isWitanError } from '#protocol/errors.ts'
import { openKeystore } from '#provider/keystore.ts'
import type { NodePlot } from './nodeFolder.ts'

const [dataDir, plotFile] = process.argv.slice(2) as [string, string]
const stop = Promise.withResolvers<void>()
process.on('SIGTERM', () => stop.resolve())
// A terminal's Ctrl-C reaches the whole group; whoever started this ends it in order.
process.on('SIGINT', () => undefined)
process.once('disconnect', () => stop.resolve())

// One line, as `witan` has it: whoever started this shows the last one.
process.once('uncaughtException', (error) => {
  console.error(isWitanError(error) ? `${error.code}: ${error.message}` : String(error))
  process.exit(1)
})

const { config } = loadConfig({ file: join(dataDir, 'config.json'), env: {} })
const privateKey = await openKeystore(
  join(dataDir, SIGNER_FILE),
  process.env['WITAN_PASSWORD'] ?? '',
)
const peerKey = await readPeerKey(dataDir)
const { models, lie } = JSON.parse(readFileSync(plotFile, 'utf8')) as NodePlot
const runtimeProgram = lie && {
  module: new URL('../../node/src/testing/dishonestChild.ts', import.meta.url),
  args: [lie.name, ...(lie.modelPath === undefined ? [] : [lie.modelPath])],
}
const node = await composeNode(config, { privateKey, peerKey, models, runtimeProgram })
const { nodeId, peerId, healthUrl } = node
print({ event: 'ready', nodeId, peerId, addresses: node.addresses(), healthUrl })
await stop.promise
await node.stop()
process.exit()

function print(event: object): void {
  process.stdout.write(`${JSON.stringify(event)}\n`)
}
