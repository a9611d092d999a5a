import {
  type GetTransactionReturnType,
  TransactionNotFoundError,
  type TransactionReceipt,
  TransactionReceiptNotFoundError,
} from 'viem'
import type { Hex } from '#protocol/bytes.ts'
import { type Address, parseAddress } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { contractAt, DEPLOYED_ABIS, type Decoded, decodeCall, decodeLog } from './decodeCall.ts'
import { revertError } from './errors.ts'
import { readBlockTimes } from './readBlockTimes.ts'
import { reading } from './reading.ts'
import { revertDataOf } from './revertDataOf.ts'

/** A log as it stands in the receipt, and what it says where a contract of ours wrote it. */
export type TransactionLog = {
  readonly logIndex: number
  readonly address: Address
  readonly topics: readonly Hex[]
  readonly data: Hex
  readonly decoded: Decoded | undefined
}

/** What became of a transaction. */
export type TransactionOutcome =
  | { readonly status: 'pending' }
  | ({ readonly status: 'confirmed' } & Inclusion)
  /** `reason`: the contract's refusal as a sentence, found by calling again on the block before. */
  | ({ readonly status: 'reverted'; readonly reason: string } & Inclusion)

export type Inclusion = {
  readonly blockNumber: bigint
  /** Time of the block, Unix seconds. */
  readonly timestamp: number
  readonly gasUsed: bigint
  /** In wei of the chain's native coin. */
  readonly gasCostWei: bigint
  readonly logs: readonly TransactionLog[]
}

export type TransactionView = {
  readonly txHash: Hex
  readonly from: Address
  /** Undefined where a contract was created. */
  readonly to: Address | undefined
  readonly nonce: number
  readonly valueWei: bigint
  readonly data: Hex
  /** Undefined where no function of ours is called. */
  readonly call: Decoded | undefined
  readonly outcome: TransactionOutcome
}

/**
 * Returns a transaction with its call, its events and what became of it; undefined when the chain knows no such
 * transaction (yet, or no longer: it may have been replaced).
 *
 * @throws {WitanError} CHAIN_UNREACHABLE.
 */
export async function readTransaction(
  chain: Chain,
  txHash: Hex,
): Promise<TransactionView | undefined> {
  const [transaction, receipt] = await reading(chain, (reader) =>
    Promise.all([
      reader.getTransaction({ hash: txHash }).catch(unless(TransactionNotFoundError)),
      reader.getTransactionReceipt({ hash: txHash }).catch(unless(TransactionReceiptNotFoundError)),
    ]),
  )
  if (transaction === undefined) return undefined
  const { from, to, nonce, value, input } = transaction
  return {
    txHash,
    from: parseAddress(from),
    to: to ? parseAddress(to) : undefined,
    nonce,
    valueWei: value,
    data: input,
    call: decodeCall(chain.deployment, { to, data: input }),
    outcome: receipt ? await outcomeOf(chain, transaction, receipt) : { status: 'pending' },
  }
}

async function outcomeOf(
  chain: Chain,
  transaction: GetTransactionReturnType,
  receipt: TransactionReceipt,
): Promise<TransactionOutcome> {
  const { blockNumber, gasUsed, effectiveGasPrice } = receipt
  const times = await readBlockTimes(chain, [blockNumber])
  const inclusion: Inclusion = {
    blockNumber,
    timestamp: times.get(blockNumber)!,
    gasUsed,
    gasCostWei: gasUsed * effectiveGasPrice,
    logs: receipt.logs.map((log) => ({
      logIndex: log.logIndex,
      address: parseAddress(log.address),
      topics: log.topics,
      data: log.data,
      decoded: decodeLog(chain.deployment, log),
    })),
  }
  if (receipt.status === 'success') return { status: 'confirmed', ...inclusion }
  return {
    status: 'reverted',
    reason: await reasonOf(chain, transaction, blockNumber),
    ...inclusion,
  }
}

/** The chain keeps no reason: the call is made again on the state before the block, and on the one after it. */
async function reasonOf(
  chain: Chain,
  { from, to, input }: GetTransactionReturnType,
  blockNumber: bigint,
): Promise<string> {
  const contract = contractAt(chain.deployment, to)
  const call = decodeCall(chain.deployment, { to, data: input })
  if (contract === undefined || call === undefined) {
    return 'The transaction reverted. It called no function of these contracts, so its reason is not known here.'
  }
  const { reader } = chain.connection
  const again = {
    abi: DEPLOYED_ABIS[contract],
    address: chain.deployment.contracts[contract]!.address,
    functionName: call.name,
    args: call.values.map(({ value }) => value),
  }
  for (const at of [blockNumber - 1n, blockNumber]) {
    // A node that keeps no old state can't tell: the reason is worth a question, not a failure.
    const options = { account: parseAddress(from), blockNumber: at }
    const data = await revertDataOf(reader, again as never, options).catch(() => undefined)
    if (data !== undefined) return revertError(data).message
  }
  return 'The transaction reverted, but the same call passes on the blocks around it: it ran out of gas, or an earlier transaction of its block changed the state.'
}

function unless(known: typeof TransactionNotFoundError | typeof TransactionReceiptNotFoundError) {
  return (error: unknown): undefined => {
    if (error instanceof known) return undefined
    throw error
  }
}
