/**
 * npm test: contracts and programs side by side, since compiling the contracts keeps one core busy for a minute.
 * The contracts' output comes first, whole; the programs' output last. Fails if either does.
 */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const contracts = spawn('hardhat', ['test'], {
  stdio: ['ignore', 'pipe', 'pipe'],
  env: { ...process.env, HARDHAT_DISABLE_TELEMETRY_PROMPT: 'true' },
})
const contractsOutput: Buffer[] = []
for (const stream of [contracts.stdout, contracts.stderr])
  stream.on('data', (chunk) => contractsOutput.push(chunk))
const contractsEnded = ended(contracts)

const programs = spawn('npm', ['run', '--silent', 'test:node'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  // over a hundred processes load the same sources: each is stripped of its types and compiled once
  env: {
    ...process.env,
    NODE_COMPILE_CACHE: join(import.meta.dirname, '../node_modules/.cache/node'),
  },
})
const programsOutput: Buffer[] = []
programs.stdout.on('data', (chunk) => programsOutput.push(chunk))
const programsEnded = ended(programs)

for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    contracts.kill(name)
    programs.kill(name)
  })
}
const contractsFailed = await contractsEnded
process.stdout.write(Buffer.concat(contractsOutput))
const programsFailed = await programsEnded
process.stdout.write(Buffer.concat(programsOutput))
if (contractsFailed) console.error('The tests of the contracts failed; their output stands above.')
process.exitCode = contractsFailed || programsFailed ? 1 : 0

/** Resolves with whether a program failed, once it has ended. */
async function ended(child: ChildProcess): Promise<boolean> {
  const [code] = (await once(child, 'close')) as [number | null]
  return code !== 0
}
