import { numberToHex, parseEventLogs, toEventSelector } from 'viem'
import type { Hex } from '#protocol/bytes.ts'
import { type NodeId, parseNodeId, parseTaskId, type TaskId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { probeCourt } from './contracts.ts'
import { probeCourtAbi } from './generated/probeCourt.ts'
import { reading } from './reading.ts'

/** A demand for the sealed frames of a receipt. */
export type DataDemand = {
  /** What the node signed of the receipt. */
  readonly digest: Hex
  readonly nodeId: NodeId
  readonly taskId: TaskId
  /** Until when the node must answer, Unix seconds. */
  readonly endsAt: number
  /** Whether it did, or was punished for not doing so. */
  readonly closed: boolean
}

const DEMANDED = selectorOf('DataDemanded')
const ANSWERED = selectorOf('DataAnswered')

/** Returns a demand by its digest; undefined when there is none. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readDemand(chain: Chain, digest: Hex): Promise<DataDemand | undefined> {
  const found = await reading(chain, (reader) =>
    reader.readContract({ ...probeCourt(chain), functionName: 'demandOf', args: [digest] }),
  )
  const { nodeId, taskId, endsAt, answered: closed } = found
  if (endsAt === 0) return undefined
  const ids = { nodeId: parseNodeId(nodeId), taskId: parseTaskId(taskId) }
  return { digest, ...ids, endsAt, closed }
}

/**
 * Returns the digests that were demanded of a node from a block on, and the block to go on from.
 *
 * @throws {WitanError} CHAIN_UNREACHABLE.
 */
export async function readDemandsOf(
  chain: Chain,
  { nodeId, fromBlock }: { readonly nodeId: NodeId; readonly fromBlock: bigint },
): Promise<{ readonly digests: readonly Hex[]; readonly nextBlock: bigint }> {
  const newest = await reading(chain, (reader) => reader.getBlockNumber({ cacheTime: 0 }))
  if (newest < fromBlock) return { digests: [], nextBlock: fromBlock }
  const last = fromBlock + chain.connection.blocksPerSearch - 1n
  const toBlock = last < newest ? last : newest
  const topics = [DEMANDED, null, numberToHex(nodeId, { size: 32 })]
  const logs = await search(chain, { topics, fromBlock, toBlock })
  const events = parseEventLogs({ abi: probeCourtAbi, logs, eventName: 'DataDemanded' })
  return { digests: events.map(({ args }) => args.digest), nextBlock: toBlock + 1n }
}

/** Returns the frames that a node handed out, one after the other; undefined when it did not. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readAnswer(
  chain: Chain,
  digest: Hex,
  fromBlock: bigint,
): Promise<Hex | undefined> {
  const toBlock = await reading(chain, (reader) => reader.getBlockNumber({ cacheTime: 0 }))
  const logs = await search(chain, { topics: [ANSWERED, digest], fromBlock, toBlock })
  const [event] = parseEventLogs({ abi: probeCourtAbi, logs, eventName: 'DataAnswered' })
  return event?.args.frames
}

async function search(
  chain: Chain,
  asked: {
    readonly topics: readonly (Hex | null)[]
    readonly fromBlock: bigint
    readonly toBlock: bigint
  },
) {
  const { address } = probeCourt(chain)
  const [fromBlock, toBlock] = [numberToHex(asked.fromBlock), numberToHex(asked.toBlock)]
  const filter = { address, topics: [...asked.topics], fromBlock, toBlock }
  return await reading(chain, (reader) =>
    reader.request({ method: 'eth_getLogs', params: [filter] }),
  )
}

function selectorOf(name: string): Hex {
  const event = probeCourtAbi.find((item) => item.type === 'event' && item.name === name)
  return toEventSelector(event as Parameters<typeof toEventSelector>[0])
}
