#!/usr/bin/env node
// Starts the command line on Node 24, which runs the TypeScript sources as they are. An older Node
// hands over to the one that `npm install` put into node_modules.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const OLDEST_MAJOR = 24

if (Number(process.versions.node.split('.')[0]) >= OLDEST_MAJOR) {
  // Keeps the stripped sources between runs: without it, each start pays for every file again.
  module.enableCompileCache()
  const { main } = await import('../node/src/cli/main.ts')
  const { processIo } = await import('../node/src/cli/processIo.ts')
  const code = await main(process.argv.slice(2), processIo(process))
  await new Promise((resolve) => process.stdout.write('', resolve))
  process.exit(code)
} else {
  handOver(fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url)))
}

function handOver(node) {
  if (!existsSync(node)) {
    process.stderr.write(
      `error CONFIG_INVALID: Node ${OLDEST_MAJOR} or newer is needed, this is ${process.version}.\n` +
        '  Run `npm install` in the folder of Witan: it brings its own Node.\n',
    )
    process.exit(3)
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    // The channel tells it when we are gone, however we went.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  // A terminal sends SIGINT to the whole group, so the child has it already; here it only must not end us first.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  process.on('disconnect', () => child.kill('SIGTERM'))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
}
