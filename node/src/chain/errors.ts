/** Everything that can go wrong between us and a chain, as one of our errors. */

import {
  AbiEncodingBytesSizeMismatchError,
  BaseError,
  ChainMismatchError,
  ContractFunctionRevertedError,
  ContractFunctionZeroDataError,
  decodeErrorResult,
  type Hex,
  HttpRequestError,
  InsufficientFundsError,
  IntegerOutOfRangeError,
  InvalidAddressError,
  isAddress,
  LimitExceededRpcError,
  RpcError,
  RpcRequestError,
  SocketClosedError,
  TimeoutError,
  UserRejectedRequestError,
} from 'viem'
import type { ErrorMeta } from '#protocol/errors.ts'
import { isWitanError, WitanError } from '#protocol/errors.ts'
import { errorSentence, errorsAbi } from './errorSentences.ts'

/** How a local chain says what other nodes call insufficient funds. */
const NO_COINS = /doesn't have enough funds/

/** Longest text of a foreign node that is passed on. */
const MAX_DETAIL_CHARS = 200

/**
 * Returns the error of ours that says what happened. The cause is left out on purpose: viem's errors carry the
 * whole RPC address, which may hold a key.
 *
 * @param error - What was thrown.
 * @param where - Chain's address as it may be shown.
 */
export function chainError(error: unknown, where: string): WitanError {
  if (isWitanError(error)) return error
  if (isAbort(error)) return new WitanError('ABORTED', 'The call to the chain was cancelled.')
  if (!(error instanceof BaseError)) {
    return new WitanError('INTERNAL', 'A call to the chain failed.', { cause: error })
  }
  return refusedByContract(error) ?? refusedByUser(error) ?? failedOnTheWay(error, where)
}

/** Returns the error for the data that a contract reverted with. */
export function revertError(
  data: Hex | undefined,
  reason?: string,
  meta: ErrorMeta = {},
): WitanError {
  const decoded = data === undefined || data === '0x' ? undefined : decode(data)
  if (decoded) {
    const { name, values } = decoded
    const known = errorSentence(name, values)
    if (known) return new WitanError(known.code, known.sentence, { meta: { ...meta, error: name } })
    if (name === 'Error') return plainRevert(String(values[0]), meta)
    if (name === 'Panic') return plainRevert(`a defect of the contract, panic ${values[0]}`, meta)
  }
  if (data !== undefined && data !== '0x') {
    return plainRevert(`an unknown error ${data.slice(0, 10)}`, meta)
  }
  return plainRevert(reason ?? 'no reason given', meta)
}

function refusedByContract(error: BaseError): WitanError | undefined {
  const reverted = error.walk((e) => e instanceof ContractFunctionRevertedError)
  if (reverted instanceof ContractFunctionRevertedError) {
    return revertError(reverted.raw, reverted.reason)
  }
  if (error.walk((e) => e instanceof ContractFunctionZeroDataError)) {
    return new WitanError(
      'CONTRACT_MISSING',
      'The contract gave no answer: there is no such contract at its address. Use the deployment record of this chain.',
    )
  }
  return undefined
}

function refusedByUser(error: BaseError): WitanError | undefined {
  if (error.walk((e) => e instanceof UserRejectedRequestError)) {
    return new WitanError('ABORTED', 'The wallet refused to sign. Nothing was sent.')
  }
  if (error.walk((e) => e instanceof InsufficientFundsError) || NO_COINS.test(error.details)) {
    return new WitanError(
      'INSUFFICIENT_FUNDS',
      'The account cannot pay the gas of the transaction. Send it some of the native coin.',
    )
  }
  const mismatch = error.walk((e) => e instanceof ChainMismatchError)
  if (mismatch) {
    return new WitanError(
      'CHAIN_WRONG_ID',
      'The wallet is on another chain than the deployment. Switch the chain in the wallet.',
    )
  }
  return undefined
}

function failedOnTheWay(error: BaseError, where: string): WitanError {
  const http = error.walk((e) => e instanceof HttpRequestError)
  const status = http instanceof HttpRequestError ? http.status : undefined
  const limited = error.walk((e) => e instanceof LimitExceededRpcError) !== null
  const slow = error.walk((e) => e instanceof TimeoutError) !== null
  if (http || limited || slow || error.walk((e) => e instanceof SocketClosedError)) {
    return new WitanError('CHAIN_UNREACHABLE', unreachable(where, { limited, slow, status }), {
      meta: { where, status },
      retryable: true,
    })
  }
  const answer = error.walk((e) => e instanceof RpcRequestError || e instanceof RpcError)
  if (answer instanceof BaseError) {
    const details = answer.details.slice(0, MAX_DETAIL_CHARS)
    return new WitanError(
      'CHAIN_UNREACHABLE',
      `The chain at ${where} answered with an error: ${details}`,
      { meta: { where } },
    )
  }
  return refusedBeforehand(error)
}

/** What never left: a value that the contract's types don't hold, or a defect of ours. */
function refusedBeforehand(error: BaseError): WitanError {
  const value = error.walk(
    (e) =>
      e instanceof IntegerOutOfRangeError ||
      e instanceof InvalidAddressError ||
      e instanceof AbiEncodingBytesSizeMismatchError,
  )
  const { shortMessage } = value instanceof BaseError ? value : error
  const sentence = shortMessage.slice(0, MAX_DETAIL_CHARS)
  if (value) {
    return new WitanError(
      'INPUT_INVALID',
      `The contract does not take this value: ${sentence} Correct it; nothing was sent.`,
    )
  }
  return new WitanError('INTERNAL', `A call to the chain failed: ${sentence}`)
}

function unreachable(
  where: string,
  how: { limited: boolean; slow: boolean; status: number | undefined },
): string {
  const advice = 'Check the RPC address and the network.'
  if (how.limited || how.status === 429) {
    return `The chain at ${where} takes no more requests for now. Wait, or use another RPC address.`
  }
  if (how.slow) return `The chain at ${where} did not answer in time. ${advice}`
  if (how.status !== undefined)
    return `The chain at ${where} answered with HTTP ${how.status}. ${advice}`
  return `The chain at ${where} cannot be reached. ${advice}`
}

function plainRevert(reason: string, meta: ErrorMeta): WitanError {
  return new WitanError(
    'CONTRACT_REVERTED',
    `The contract refused the call: ${reason.slice(0, MAX_DETAIL_CHARS)}. Nothing was changed.`,
    { meta },
  )
}

function decode(data: Hex): { name: string; values: readonly unknown[] } | undefined {
  try {
    const { errorName, args } = decodeErrorResult({ abi: errorsAbi, data })
    // Addresses are written in lower case everywhere, so that they can be compared and searched for.
    const values = (args ?? []).map((value) =>
      typeof value === 'string' && isAddress(value) ? value.toLowerCase() : value,
    )
    return { name: errorName, values }
  } catch {
    return undefined
  }
}

function isAbort(error: unknown): boolean {
  if (error instanceof BaseError) {
    return error.walk((e) => (e as Error).name === 'AbortError') !== null
  }
  return error instanceof Error && error.name === 'AbortError'
}
