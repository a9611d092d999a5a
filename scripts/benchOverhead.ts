/**
 * npm run bench:overhead [-- --json] [-- --pairs 20]: what a sealed, paid task over libp2p costs beside the same
 * prompt and tokens through node-llama-cpp called directly. The job is funded before the clock starts. Ends with 1
 * when the ratio on the fixture is above the target.
 */

import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { composeClient } from '#cli/composeClient.ts'
import { shippedExperts } from '#cli/shippedExperts.ts'
import { createMemoryJournal } from '#client/journal.ts'
import { loadConfig } from '#config/loadConfig.ts'
import { identifyModelFile } from '#runtime/models/identifyModelFile.ts'
import { BENCHMARK_SHAPE } from '#testing/randomGguf.ts'
import { randomModelFile } from '#testing/randomModelFile.ts'
import { processTree } from './devnet/memoryMeter.ts'
import { startDevnet } from './devnet/startDevnet.ts'
import { stopSignal } from './devnet/stopSignal.ts'
import { measureOverhead, type Overhead, type OverheadCase } from './overhead/measureOverhead.ts'
import { startDirect } from './overhead/startDirect.ts'

/** Most that the market may add to the time of an answer of 128 tokens. */
const TARGET = 1.05
const SLOTS = 4
const MAX_CONTEXT_TOKENS = 4_096

const FIXTURE: OverheadCase = {
  role: 'writing',
  prompt: 'Tell me a story about a lighthouse, a storm, and the keeper who never slept.',
  maxOutputTokens: 128,
}
const EXPERTS: readonly OverheadCase[] = [
  {
    role: 'math',
    prompt: 'Anna has 412 apples. She buys 129 more. How many are there now?',
    maxOutputTokens: 128,
  },
  { role: 'tools', prompt: 'book a meeting on 14 March 2027 at 3 pm', maxOutputTokens: 128 },
]

const { values: flags } = parseArgs({
  options: { json: { type: 'boolean' }, pairs: { type: 'string', default: '20' } },
})
const pairs = Number(flags.pairs)
const signal = stopSignal()
const folder = await mkdtemp(join(tmpdir(), 'witan-overhead-'))
process.exitCode = 1
try {
  const { fixture, experts } = await measure()
  const machine = {
    cores: availableParallelism(),
    cpu: cpus()[0]?.model ?? 'unknown',
    load: Number(loadavg()[0]!.toFixed(2)),
    node: process.version,
  }
  const figures = { ...fixture, experts, machine }
  if (flags.json) console.log(JSON.stringify(figures))
  else print(figures)
  process.exitCode = fixture.wallRatio <= TARGET ? 0 : 1
} catch (error) {
  if (!signal.aborted) throw error
} finally {
  await rm(folder, { recursive: true, force: true })
}
process.exit()

async function measure(): Promise<{ fixture: Overhead; experts: Record<string, Overhead> }> {
  const entry = randomModelFile(folder, {
    role: FIXTURE.role,
    framing: 'plain',
    ...BENCHMARK_SHAPE,
  })
  const { modelId } = await identifyModelFile(entry.path)
  const models = [{ ...entry, modelId }, ...(await shippedExperts())]
  await using devnet = await startDevnet({
    folder,
    nodes: [models.map(({ role }) => role)],
    models,
    signal,
    settings: { runtime: { slots: SLOTS } },
  })
  await using requester = await connectRequester(devnet)
  await using direct = await startDirect({
    models,
    slots: SLOTS,
    maxContextTokens: MAX_CONTEXT_TOKENS,
  })
  const { client } = requester
  const nodePids = processTree(devnet.nodes[0]!.process.pid)
  const setting = { client, direct, nodePids, pairs }
  const fixture = await measureOverhead(FIXTURE, setting)
  const experts: Record<string, Overhead> = {}
  for (const task of EXPERTS) experts[task.role] = await measureOverhead(task, setting)
  return { fixture, experts }
}

function connectRequester(devnet: Awaited<ReturnType<typeof startDevnet>>) {
  const { config } = loadConfig({
    env: {},
    flags: {
      chain: {
        rpcUrl: devnet.localChain.rpcUrl,
        chainId: devnet.deployment.chainId,
        deploymentFile: devnet.deploymentFile,
      },
      dataDir: folder,
      bootstrap: devnet.nodes[0]!.addresses,
    },
  })
  const { privateKey } = devnet.requesters[0]!
  return composeClient(config, { privateKey, journal: createMemoryJournal() })
}

function print(figures: Overhead & { readonly experts: Readonly<Record<string, Overhead>> }): void {
  console.log(
    `A sealed, paid task beside the model alone; median of ${figures.pairs} pairs (target ${TARGET})`,
  )
  console.log(row(['', 'tokens', 'wall', 'min', 'max', 'first token', 'cpu']))
  for (const [name, each] of Object.entries({ fixture: figures, ...figures.experts })) {
    const { outputTokens, wallRatio, wallRatioMin, wallRatioMax, ttftAddedMs, cpuRatio } = each
    console.log(
      row([
        name,
        outputTokens,
        wallRatio,
        wallRatioMin,
        wallRatioMax,
        `+${ttftAddedMs} ms`,
        cpuRatio,
      ]),
    )
  }
}

function row([name, ...cells]: readonly (string | number)[]): string {
  return `${String(name).padEnd(10)}${cells.map((cell) => String(cell).padStart(12)).join('')}`
}
