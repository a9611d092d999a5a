/** The one way in which a transaction leaves: simulate, send in turn, wait for the receipt. */

import type {
  Abi,
  ContractFunctionArgs,
  ContractFunctionName,
  ContractFunctionReturnType,
  TransactionReceipt,
} from 'viem'
import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import type { Address } from '#protocol/ids.ts'
import { accountOf, type Chain, writerOf } from './chain.ts'
import { chainError, revertError } from './errors.ts'
import { revertDataOf } from './revertDataOf.ts'
import { sendWithKey } from './sendWithKey.ts'
import { sendWithWallet } from './sendWithWallet.ts'
import { endOfSimulation } from './simulation.ts'

/** Options of every verb that writes. */
export type WriteOptions = {
  /** Longest wait for the receipt (in ms). @default the chain handle's receiptTimeoutMs */
  readonly timeoutMs?: number
  /** Stops the wait; a transaction that was sent stays sent. */
  readonly signal?: AbortSignal
}

/** What a transaction was and what it cost. */
export type Transaction = {
  readonly txHash: Hex
  readonly blockNumber: bigint
  readonly gasUsed: bigint
  /** In wei of the chain's native coin. */
  readonly gasCostWei: bigint
}

/** A call of a contract's function. */
export type Call<
  abi extends Abi = Abi,
  name extends ContractFunctionName<abi, 'nonpayable'> = ContractFunctionName<abi, 'nonpayable'>,
> = {
  readonly abi: abi
  readonly address: Address
  readonly functionName: name
  readonly args: ContractFunctionArgs<abi, 'nonpayable', name>
}

/**
 * Returns the receipt of a call and what the simulation of it returned.
 *
 * @param chain - Handle with an account.
 * @param call - What is called.
 * @param options - How long to wait.
 * @throws {WitanError} CONTRACT_REVERTED (or the code that an error's table names) when the contract refuses, before
 * anything is sent where the simulation shows it; INSUFFICIENT_FUNDS; TRANSACTION_TIMEOUT with the hash in its meta;
 * CHAIN_UNREACHABLE; ABORTED; CONFIG_INVALID when the handle only reads.
 */
export async function sendCall<
  const abi extends Abi,
  name extends ContractFunctionName<abi, 'nonpayable'>,
>(
  chain: Chain,
  call: Call<abi, name>,
  options: WriteOptions = {},
): Promise<{
  receipt: TransactionReceipt
  result: ContractFunctionReturnType<abi, 'nonpayable', name>
  transaction: Transaction
}> {
  if (options.signal?.aborted) throw aborted()
  const writer = writerOf(chain)
  const untyped = call as unknown as Call
  if (writer.kind === 'simulation') throw await endOfSimulation(chain, writer.address, untyped)
  const sent = await (writer.kind === 'key'
    ? sendWithKey(chain, writer.account, untyped)
    : sendWithWallet(chain, writer.client, untyped)
  ).catch((error: unknown) => {
    throw chainError(error, chain.connection.where)
  })
  const receipt = await receiptOf(chain, sent.txHash, options).finally(sent.settled)
  if (receipt.status === 'reverted') throw await reasonOf(chain, untyped, receipt)
  return {
    receipt,
    result: sent.result as ContractFunctionReturnType<abi, 'nonpayable', name>,
    transaction: {
      txHash: receipt.transactionHash,
      blockNumber: receipt.blockNumber,
      gasUsed: receipt.gasUsed,
      gasCostWei: receipt.gasUsed * receipt.effectiveGasPrice,
    },
  }
}

async function receiptOf(
  chain: Chain,
  txHash: Hex,
  { timeoutMs, signal }: WriteOptions,
): Promise<TransactionReceipt> {
  const { reader, receiptTimeoutMs, pollingIntervalMs, where } = chain.connection
  const timeout = timeoutMs ?? receiptTimeoutMs
  // Not viem's own timeout: where it strikes during the first look, its polling goes on for ever.
  const tooLate = AbortSignal.timeout(timeout)
  let takenBy: Hex | undefined
  try {
    const receipt = await reader.waitForTransactionReceipt({
      hash: txHash,
      timeout: 0,
      pollingInterval: pollingIntervalMs,
      // A wallet's user can speed a transaction up; a key of ours never does.
      checkReplacement: chain.connection.writer?.kind === 'wallet',
      onReplaced: ({ reason, transaction }) => {
        if (reason !== 'repriced') takenBy = transaction.hash
      },
      signal: signal ? AbortSignal.any([signal, tooLate]) : tooLate,
    })
    // What took its place may well have succeeded, at something else.
    if (takenBy !== undefined) throw replaced(txHash, takenBy)
    return receipt
  } catch (error) {
    if (takenBy !== undefined) throw error
    if (signal?.aborted) throw aborted(txHash)
    const meta = { txHash, timeoutMs: timeout }
    const known = chainError(error, where)
    // Never retryable: the transaction may be included, and sending it again could pay twice.
    if (!tooLate.aborted) {
      const advice = `The transaction ${txHash} was sent. Look it up before sending again.`
      throw new WitanError(known.code, `${known.message} ${advice}`, {
        meta: { ...known.meta, ...meta },
      })
    }
    throw new WitanError(
      'TRANSACTION_TIMEOUT',
      `The transaction ${txHash} was not included within ${timeout} ms. Look it up before sending again.`,
      { meta },
    )
  }
}

/** Why a transaction failed although its simulation did not: something changed in between, so it is simulated again. */
async function reasonOf(
  chain: Chain,
  call: Call,
  receipt: TransactionReceipt,
): Promise<WitanError> {
  const at = { account: accountOf(chain), blockNumber: receipt.blockNumber }
  // That it failed is certain; why is worth a question, not another failure.
  const data = await revertDataOf(chain.connection.reader, call, at).catch(() => undefined)
  const reason =
    'it passed the simulation and failed in its block, for want of gas or another change'
  return revertError(data, reason, { txHash: receipt.transactionHash })
}

function replaced(txHash: Hex, takenBy: Hex): WitanError {
  return new WitanError(
    'ABORTED',
    `The wallet cancelled the transaction ${txHash}: ${takenBy} took its place. Nothing of it was done.`,
    { meta: { txHash, takenBy } },
  )
}

function aborted(txHash?: Hex): WitanError {
  const sentence =
    txHash === undefined
      ? 'The transaction was cancelled before it was sent.'
      : `The wait for the transaction ${txHash} was cancelled; it may still be included.`
  return new WitanError('ABORTED', sentence, { meta: { txHash } })
}
