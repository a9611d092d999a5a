import { type Hex, numberToHex, parseEventLogs, toEventSelector } from 'viem'
import { WitanError } from '#protocol/errors.ts'
import {
  type Address,
  type NodeId,
  parseAddress,
  parseNodeId,
  parseTaskId,
  type TaskId,
} from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { probeCourt } from './contracts.ts'
import { type Fault, faultOfNumber } from './fault.ts'
import { probeCourtAbi } from './generated/probeCourt.ts'
import { reading } from './reading.ts'

/** A punishment as the chain's events tell it. */
export type ProvenFault = {
  readonly nodeId: NodeId
  readonly taskId: TaskId
  readonly fault: Fault
  /** What the node signed of the receipt that showed it. */
  readonly digest: Hex
  /** Position of the token that showed it; absent where no single one did. */
  readonly position?: number
  readonly finder: Address
  /** Smallest unit of the stake token. */
  readonly slashed: bigint
  readonly txHash: Hex
  readonly blockNumber: bigint
}

const NO_POSITION = 2 ** 32 - 1
const FAULT_PROVEN = toEventSelector(
  probeCourtAbi.find((item) => item.type === 'event' && item.name === 'FaultProven') as Parameters<
    typeof toEventSelector
  >[0],
)

/**
 * Returns every punishment, in the order of the chain. No call of a contract is made.
 *
 * @throws {WitanError} CHAIN_UNREACHABLE; ABORTED.
 */
export async function readConvictions(
  chain: Chain,
  options: { readonly fromBlock?: bigint; readonly signal?: AbortSignal } = {},
): Promise<readonly ProvenFault[]> {
  const { fromBlock = chain.deployment.contracts.ProbeCourt.block, signal } = options
  const { address } = probeCourt(chain)
  const toBlock = await reading(chain, (reader) => reader.getBlockNumber({ cacheTime: 0 }))
  const step = chain.connection.blocksPerSearch
  const found: ProvenFault[] = []
  for (let from = fromBlock; from <= toBlock; from += step) {
    if (signal?.aborted) throw new WitanError('ABORTED', 'The search for faults was cancelled.')
    const to = from + step - 1n < toBlock ? from + step - 1n : toBlock
    const logs = await reading(chain, (reader) =>
      reader.request({
        method: 'eth_getLogs',
        params: [
          {
            address,
            topics: [FAULT_PROVEN],
            fromBlock: numberToHex(from),
            toBlock: numberToHex(to),
          },
        ],
      }),
    )
    const events = parseEventLogs({ abi: probeCourtAbi, logs, eventName: 'FaultProven' })
    for (const { args, transactionHash, blockNumber } of events) {
      const { nodeId, taskId, fault, digest, position, finder, slashed } = args
      found.push({
        nodeId: parseNodeId(nodeId),
        taskId: parseTaskId(taskId),
        fault: faultOfNumber(fault),
        digest,
        ...(position !== NO_POSITION && { position }),
        finder: parseAddress(finder),
        slashed,
        txHash: transactionHash,
        blockNumber,
      })
    }
  }
  return found
}
