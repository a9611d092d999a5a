/**
 * npm run test:browser [-- file …]: the tests in a real browser, on a build that is brought up to date first. Without a
 * browser it says so and fails where CI runs it: a test that was skipped proves nothing.
 */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { glob } from 'node:fs/promises'
import { buildDapp, dappState } from '../web/buildDapp.ts'
import { ROOT } from '../web/dappFolder.ts'
import { findBrowser } from './launchBrowser.ts'

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
const child = spawn(
  process.execPath,
  ['--test', '--test-concurrency=1', '--test-timeout=240000', ...files.sort()],
  { cwd: ROOT, stdio: 'inherit' },
)
const [code] = (await once(child, 'close')) as [number | null]
process.exit(code ?? 1)
