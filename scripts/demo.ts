/**
 * npm run demo [-- --once] [--json]: a market on loopback, real questions paid and answered, every promise checked.
 * Exits 0 only if every check held. Everything it starts ends with it.
 */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createNarrator } from './demo/narrator.ts'
import { describeFailure, runDemo } from './demo/runDemo.ts'
import { summaryJson, summaryText } from './demo/summary.ts'
import { DEMO_NODES } from './devnet/demoNodes.ts'
import { startMemoryMeter } from './devnet/memoryMeter.ts'
import { startDevnet } from './devnet/startDevnet.ts'
import { stopSignal } from './devnet/stopSignal.ts'

const { values: flags } = parseArgs({
  options: { once: { type: 'boolean' }, json: { type: 'boolean' } },
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
    tapped: true,
    signal,
    onStep: narrator.step,
  })
  narrator.step(`${devnet.nodes.length} nodes are staked and online`)
  const report = await runDemo(devnet, { taps: devnet.taps, narrator, signal })
  const figures = {
    seconds: Math.round((performance.now() - start) / 100) / 10,
    peakMemoryMb: memory.peakMb(),
  }
  console.log((flags.json ? summaryJson : summaryText)(report, devnet.nodes, figures))
  process.exitCode = report.ok ? 0 : 1
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
