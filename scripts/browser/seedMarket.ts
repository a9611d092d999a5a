import { join } from 'node:path'
import { composeClient } from '#cli/composeClient.ts'
import { collectJob } from '#client/collectJob.ts'
import { submitJob } from '#client/submitJob.ts'
import { loadConfig } from '#config/loadConfig.ts'
import type { Hex } from '#protocol/bytes.ts'
import type { JobId } from '#protocol/ids.ts'
import type { SignedReceipt } from '#protocol/receipt.ts'
import { parseDollars } from '#protocol/units.ts'
import type { Devnet } from '../devnet/startDevnet.ts'

/** What a market has whose pages are worth a look. */
export type Seed = {
  readonly jobId: JobId
  /** The transaction that funded the job. */
  readonly txHash: Hex
  readonly receipts: readonly SignedReceipt[]
}

/** Runs one job on a devnet to its settlement, as a requester at a terminal would. */
export async function seedMarket(devnet: Devnet): Promise<Seed> {
  const { config } = loadConfig({
    env: {},
    flags: {
      chain: {
        rpcUrl: devnet.localChain.rpcUrl,
        chainId: devnet.deployment.chainId,
        deploymentFile: devnet.deploymentFile,
      },
      dataDir: join(devnet.folder, 'seed'),
      bootstrap: devnet.nodes.flatMap(({ addresses }) => addresses.slice(0, 1)),
    },
  })
  const { privateKey } = devnet.requesters[0]!
  await using requester = await composeClient(config, { privateKey })
  let seed: Omit<Seed, 'receipts'> | undefined
  const events = submitJob(requester.client, {
    prompt: 'Anna has 412 apples. She buys 129 more. How many apples are there now?',
    maxBudget: parseDollars('0.1'),
    mode: 'transit',
    signal: AbortSignal.timeout(60_000),
  })
  const { receipts } = await collectJob(events, {
    onEvent: (event) => {
      if (event.type === 'funded') seed = { jobId: event.jobId, txHash: event.txHash }
    },
  })
  if (!seed) throw new Error('The job that fills the market was never funded.')
  return { ...seed, receipts: receipts.map(({ receipt }) => receipt) }
}
