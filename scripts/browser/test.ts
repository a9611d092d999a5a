/**
 * npm run test:browser [-- file …]: the tests in a real browser, on a build that is brought up to date first. Without a
 * browser it says so and fails where CI runs it: a test that was skipped proves nothing. A file that fails is run once
 * more, and both are told: a browser beside a chain and nodes on two cores can miss a moment.
 */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { glob } from 'node:fs/promises'
import { buildDapp, dappState } from '../web/buildDapp.ts'
import { ROOT } from '../web/dappFolder.ts'
import { findBrowser } from './launchBrowser.ts'

/** Files at a time: each waits for blocks and pages more than it computes. */
const LANES = 2
/** It goes first, so that it does not run alone at the end. */
const LONGEST = 'test/browser/routes.test.ts'

if (!findBrowser()) {
  console.error('skipped: no browser. Install one: apt-get install -y chromium')
  process.exit(process.env['CI'] ? 1 : 0)
}
const state = await dappState()
if (state !== 'current') {
  console.log(`building the dApp: the build is ${state}`)
  await buildDapp()
}
const named = process.argv.slice(2)
const files =
  named.length > 0 ? named : await Array.fromAsync(glob('test/browser/**/*.test.ts', { cwd: ROOT }))
const failed: string[] = []
const waiting = [...files].sort(
  (a, b) => Number(b === LONGEST) - Number(a === LONGEST) || (a < b ? -1 : 1),
)
await Promise.all(Array.from({ length: LANES }, runLane))
if (failed.length > 0) console.error(`Failed twice: ${failed.sort().join(', ')}.`)
process.exitCode = failed.length > 0 ? 1 : 0

async function runLane(): Promise<void> {
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    if (await passes(file)) continue
    console.error(`${file} failed; it is run once more, on a world of its own.`)
    if (!(await passes(file))) failed.push(file)
    else console.error(`${file} passed at the second try.`)
  }
}

/** Runs one file in a process of its own, which brings up a chain, nodes and a browser and ends them; tells all of it at its end. */
async function passes(file: string): Promise<boolean> {
  const child = spawn(process.execPath, ['--test', '--test-timeout=600000', file], { cwd: ROOT })
  const told: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => told.push(part))
  const [code] = (await once(child, 'close')) as [number | null]
  process.stdout.write(Buffer.concat(told))
  return code === 0
}
