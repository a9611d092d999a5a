/**
 * npm run dev [-- --no-ui]: the same market as the demo with the dApp, kept running until Ctrl-C, with the commands to
 * try. The dApp is built first where its build is missing or older than its sources.
 */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { describeFailure } from './demo/runDemo.ts'
import { DEMO_NODES } from './devnet/demoNodes.ts'
import { writeRequesterFolder } from './devnet/requesterFolder.ts'
import { serveDevnetDapp } from './devnet/serveDevnetDapp.ts'
import { startDevnet } from './devnet/startDevnet.ts'
import { stopSignal } from './devnet/stopSignal.ts'
import { buildDapp, dappState } from './web/buildDapp.ts'

const { values: flags } = parseArgs({ options: { 'no-ui': { type: 'boolean' } } })
const signal = stopSignal()
const folder = await mkdtemp(join(tmpdir(), 'witan-dev-'))
process.exitCode = 1
try {
  await using devnet = await startDevnet({
    folder,
    nodes: DEMO_NODES,
    // juries are drawn by blocks to come, and every step of a case ends with one
    blockMs: 1_000,
    signal,
    deploymentsFolder: join(import.meta.dirname, '..', 'deployments'),
    onStep: (step) => console.log(`· ${step}`),
  })
  if (!flags['no-ui']) await bringDappUpToDate()
  await using dapp = flags['no-ui'] ? undefined : await serveDevnetDapp(devnet)
  const { passwordFile, dataDir } = await writeRequesterFolder(devnet)
  const ask = `npm run witan -- --data-dir ${dataDir} --password-file ${passwordFile} ask`
  console.log(
    [
      '',
      ...(dapp ? [`dApp      ${dapp.url}`] : []),
      `chain     ${devnet.localChain.rpcUrl} (id ${devnet.deployment.chainId})`,
      ...devnet.nodes.map(
        ({ nodeId, roles, healthUrl, folder: { dataDir: nodeDir } }) =>
          `node ${nodeId}    ${roles.join(', ').padEnd(6)} ${healthUrl}   ${nodeDir}`,
      ),
      `requester ${devnet.requesters[0]!.address}`,
      '',
      'Try in another terminal:',
      `  ${ask} "what is 482 + 39" --max 0.05`,
      `  npm run witan -- --data-dir ${devnet.nodes[0]!.folder.dataDir} status`,
      '',
      'Ctrl-C stops everything.',
    ].join('\n'),
  )
  await new Promise<void>((resolve) =>
    signal.addEventListener('abort', () => resolve(), { once: true }),
  )
  console.log('\nstopping')
  process.exitCode = 0
} catch (error) {
  if (!signal.aborted) console.error(`The devnet failed. ${describeFailure(error)}`)
} finally {
  await rm(folder, { recursive: true, force: true })
}
process.exit()

async function bringDappUpToDate(): Promise<void> {
  const state = await dappState()
  if (state === 'current') return
  console.log(`· building the dApp: the build is ${state} (about a minute)`)
  await buildDapp({ signal })
}
