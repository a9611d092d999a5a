/** The smallest market: a local chain, one staked node in a process of its own, and a requester's data folder. */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { mintTestDollars } from '#chain/mintTestDollars.ts'
import { DOLLAR } from '#testing/chainFixtures.ts'
import { startLocalWitan } from '#testing/localWitan.ts'
import { PASSWORD, writeDeployment, writeNodeFolder, writeRequesterFolder } from './dataFolders.ts'
import { runInProcess } from './runInProcess.ts'
import { LAUNCHER } from './runWitan.ts'

/** Opens the keystores of the folders. */
export const env = { WITAN_PASSWORD: PASSWORD }

export type Market = {
  readonly folder: string
  readonly nodeFolder: string
  readonly requesterFolder: string
  readonly node: ChildProcess
  /** What the node printed when it was ready. */
  readonly ready: Readonly<Record<string, unknown>>
  readonly stop: () => Promise<void>
}

/** Returns a market whose node serves math. */
export async function startMarket(): Promise<Market> {
  const witan = await startLocalWitan()
  const folder = await mkdtemp(join(tmpdir(), 'witan-market-'))
  const { rpcUrl, accounts } = witan.localChain
  const [deployer, owner, signer, wallet] = accounts
  const chain = { rpcUrl, deploymentFile: await writeDeployment(folder, witan.deployment) }
  const nodeFolder = join(folder, 'node')
  await writeNodeFolder(nodeFolder, { chain, signer: signer!, owner: owner! })
  const minter = await witan.connect(deployer)
  for (const { address } of [owner!, wallet!])
    await mintTestDollars(minter, { to: address, amount: 100n * DOLLAR })
  await runInProcess(['stake', '100', '--yes', '--json', '--data-dir', nodeFolder], { env })

  const node = startNode(nodeFolder)
  const ready = await firstLine(node)
  const requesterFolder = await writeRequesterFolder(join(folder, 'requester'), {
    chain,
    wallet: wallet!,
    bootstrap: ready['addresses'] as string[],
  })
  const stop = async () => {
    node.kill('SIGKILL')
    await witan.stop()
    await rm(folder, { recursive: true })
  }
  return { folder, nodeFolder, requesterFolder, node, ready, stop }
}

/** Starts `witan run --json` in a process that has a channel to this one. */
export function startNode(dataDir: string): ChildProcess {
  return spawn(process.execPath, [LAUNCHER, 'run', '--json', '--data-dir', dataDir], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...env, PATH: process.env['PATH'], WITAN_LOG_LEVEL: 'error' },
  })
}

/** Longest start of a node on a loaded machine (ms). */
const START_MS = 240_000

/** Returns the first line of JSON that a program prints; ends one that prints none. */
export async function firstLine(child: ChildProcess): Promise<Record<string, unknown>> {
  const ended = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`The node ended with ${code ?? signal} before it was ready.`)
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), START_MS)
  const [line] = await Promise.race([once(createInterface(child.stdout!), 'line'), ended])
  clearTimeout(timer)
  ended.catch(() => {})
  return JSON.parse(line)
}
