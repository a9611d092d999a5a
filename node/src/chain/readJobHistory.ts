import { numberToHex, pad, type RpcLog, toEventSelector } from 'viem'
import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import type { JobId } from '#protocol/ids.ts'
import type { Chain, Connection } from './chain.ts'
import { jobEscrow } from './contracts.ts'
import { jobEscrowAbi } from './generated/jobEscrow.ts'
import { type JobEvent, type JobHistoryEvent, jobEventsIn } from './jobHistory.ts'
import { readBlockTimes } from './readBlockTimes.ts'
import { reading } from './reading.ts'

const SETTLED = selectorOf('Settled')

/**
 * Returns everything that the chain's events say about a job, in order, with the transaction of each. No call of a
 * contract is made, so that the history can be recomputed from any node's logs.
 *
 * @param chain - Handle to the deployment.
 * @param jobId - Job of interest.
 * @param options - Blocks to search; the search ends with the job's release.
 * @returns Events in the order of the chain; none for an unknown job.
 * @throws {WitanError} CHAIN_UNREACHABLE; ABORTED.
 */
export async function readJobHistory(
  chain: Chain,
  jobId: JobId,
  options: readJobHistory.Options = {},
): Promise<readonly JobHistoryEvent[]> {
  const { fromBlock = chain.deployment.contracts.JobEscrow.block, signal } = options
  const toBlock =
    options.toBlock ?? (await reading(chain, (reader) => reader.getBlockNumber({ cacheTime: 0 })))
  const step = chain.connection.blocksPerSearch
  const events: JobEvent[] = []
  for (let from = fromBlock; from <= toBlock; from += step) {
    if (signal?.aborted) throw new WitanError('ABORTED', 'The search for the job was cancelled.')
    const to = from + step - 1n < toBlock ? from + step - 1n : toBlock
    events.push(...(await search(chain, jobId, { from, to })))
    const release = events.findIndex(({ type }) => type === 'released')
    // A released job can't be paid: what is handed in later finds nothing, and says nothing about the job.
    if (release !== -1) return await withTimes(chain, events.slice(0, release + 1))
  }
  return await withTimes(chain, events)
}

export declare namespace readJobHistory {
  type Options = {
    /** @default block of the escrow's deployment */
    readonly fromBlock?: bigint
    /** @default the latest block */
    readonly toBlock?: bigint
    readonly signal?: AbortSignal
  }
}

/** Events that name the job, and settlements, whose rows name it inside their data. */
async function search(
  chain: Chain,
  jobId: JobId,
  range: { readonly from: bigint; readonly to: bigint },
): Promise<readonly JobEvent[]> {
  const logs = await reading(chain, (reader) =>
    Promise.all([
      getLogs(reader, chain, range, [null, pad(jobId, { dir: 'right', size: 32 })]),
      getLogs(reader, chain, range, [SETTLED]),
    ]),
  )
  return jobEventsIn(jobId, logs.flat())
}

async function getLogs(
  reader: Connection['reader'],
  chain: Chain,
  { from, to }: { readonly from: bigint; readonly to: bigint },
  topics: (Hex | null)[],
): Promise<readonly RpcLog[]> {
  const { address } = jobEscrow(chain)
  const [fromBlock, toBlock] = [numberToHex(from), numberToHex(to)]
  return await reader.request({
    method: 'eth_getLogs',
    params: [{ address, topics, fromBlock, toBlock }],
  })
}

async function withTimes(
  chain: Chain,
  events: readonly JobEvent[],
): Promise<readonly JobHistoryEvent[]> {
  const times = await readBlockTimes(
    chain,
    events.map(({ blockNumber }) => blockNumber),
  )
  return events.map((event) => ({ ...event, timestamp: times.get(event.blockNumber)! }))
}

function selectorOf(name: string): Hex {
  return toEventSelector(
    jobEscrowAbi.find((item) => item.type === 'event' && item.name === name) as Parameters<
      typeof toEventSelector
    >[0],
  )
}
