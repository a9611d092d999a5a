/**
 * npm run demo [-- --once] [--json] [--seed N]: a market on loopback, real questions paid and answered, every promise checked.
 * Exits 0 only if every check held. Everything it starts ends with it. Where the dApp is built it is served meanwhile;
 * at a terminal and without --once the market then stays up until Ctrl-C.
 */

import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createNarrator } from './demo/narrator.ts'
import { describeFailure, runDemo } from './demo/runDemo.ts'
import { summaryJson, summaryText } from './demo/summary.ts'
import { DEMO_NODES } from './devnet/demoNodes.ts'
import { startMemoryMeter } from './devnet/memoryMeter.ts'
import { serveDevnetDapp } from './devnet/serveDevnetDapp.ts'
import { startDevnet } from './devnet/startDevnet.ts'
import { stopSignal } from './devnet/stopSignal.ts'
import { dappState } from './web/buildDapp.ts'

const { values: flags } = parseArgs({
  options: { once: { type: 'boolean' }, json: { type: 'boolean' }, seed: { type: 'string' } },
})
const start = performance.now()
const signal = stopSignal()
const folder = await mkdtemp(join(tmpdir(), 'witan-demo-'))
const narrator = createNarrator(flags.json ? () => undefined : (line) => console.log(line))
process.exitCode = 1
try {
  using memory = startMemoryMeter()
  await using devnet = await startDevnet({
    folder,
    nodes: DEMO_NODES,
    // juries are drawn by blocks to come, and every step of a case ends with one
    blockMs: 1_000,
    tapped: true,
    signal,
    onStep: narrator.step,
  })
  narrator.step(`${devnet.nodes.length} nodes are staked and online`)
  const isBuilt = (await dappState()) !== 'missing'
  await using dapp = isBuilt ? await serveDevnetDapp(devnet) : undefined
  if (dapp) narrator.step(`the dApp is at ${dapp.url}`)
  const report = await runDemo(devnet, {
    taps: devnet.taps,
    narrator,
    signal,
    seed: flags.seed === undefined ? undefined : Number(flags.seed),
  })
  const figures = {
    seconds: Math.round((performance.now() - start) / 100) / 10,
    peakMemoryMb: memory.peakMb(),
  }
  console.log((flags.json ? summaryJson : summaryText)(report, devnet.nodes, figures))
  process.exitCode = report.ok ? 0 : 1
  if (dapp && report.ok && process.stdout.isTTY && !flags.once && !flags.json) {
    console.log(`\nThe market stays up: ${dapp.url}\nCtrl-C stops everything.`)
    if (!signal.aborted) await once(signal, 'abort')
  }
} catch (error) {
  if (!signal.aborted) console.error(`The demo failed. ${describeFailure(error)}`)
  process.exitCode = signal.aborted ? 130 : 1
} finally {
  // What a failed run left is what explains it.
  if (process.exitCode === 1) console.error(`Keys, databases and logs are kept in ${folder}.`)
  else await rm(folder, { recursive: true, force: true })
}
// A dialed connection to a node that is gone can keep the program alive for seconds.
process.exit()
