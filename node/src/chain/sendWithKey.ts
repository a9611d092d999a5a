import { BaseError, encodeFunctionData, keccak256, NonceTooLowError } from 'viem'
import type { Hex } from '#protocol/bytes.ts'
import type { Chain, Connection, LocalAccount } from './chain.ts'
import type { Call } from './sendCall.ts'
import { sendInTurn } from './sendInTurn.ts'

/** A transaction that is on its way. */
export type Sent = {
  readonly txHash: Hex
  /** What the simulation returned. */
  readonly result: unknown
  /** To be called when the wait for the receipt ended, well or not. */
  readonly settled: () => void
}

/** Gas beyond the estimate: rows that were settled in between change what a call costs. */
const GAS_MARGIN_PERCENT = 125n

/** Tries with a fresh nonce, for another program that sends from the same account at this moment. */
const MAX_ATTEMPTS = 4

/** Nonces that were sent and have no receipt yet, by `chainId:address`; a node may not have seen them all. */
const inFlight = new Map<string, Set<number>>()

/** Returns a call that was simulated, signed with a key of ours and accepted by the chain. */
export async function sendWithKey(chain: Chain, account: LocalAccount, call: Call): Promise<Sent> {
  const { reader } = chain.connection
  const key = `${chain.deployment.chainId}:${account.address.toLowerCase()}`
  return await sendInTurn(key, async () => {
    for (let attempt = 1; ; attempt++) {
      const { request, result } = await prepare(chain, account, call, key)
      const serialized = await account.signTransaction({ ...request, type: 'eip1559' })
      const txHash = keccak256(serialized)
      const problem = await publish(reader, serialized)
      if (problem === undefined || (await isKnown(reader, txHash))) {
        return { txHash, result, settled: track(key, request.nonce) }
      }
      if (!isNonceProblem(problem) || attempt === MAX_ATTEMPTS) throw problem
    }
  })
}

async function prepare(chain: Chain, account: LocalAccount, call: Call, key: string) {
  const { reader } = chain.connection
  // All at once: they travel in one request.
  const [simulation, gas, count, fees] = await Promise.all([
    reader.simulateContract({ ...call, account }),
    reader.estimateContractGas({ ...call, account }),
    reader.getTransactionCount({ address: account.address, blockTag: 'pending' }),
    reader.estimateFeesPerGas(),
  ])
  const ahead = Math.max(-1, ...(inFlight.get(key) ?? []))
  return {
    result: simulation.result as unknown,
    request: {
      chainId: chain.deployment.chainId,
      to: call.address,
      data: encodeFunctionData(call),
      gas: (gas * GAS_MARGIN_PERCENT) / 100n,
      nonce: Math.max(count, ahead + 1),
      maxFeePerGas: fees.maxFeePerGas,
      maxPriorityFeePerGas: fees.maxPriorityFeePerGas,
    },
  }
}

/** Returns why the chain did not take a signed transaction, or nothing. */
async function publish(reader: Connection['reader'], serializedTransaction: Hex): Promise<unknown> {
  try {
    await reader.sendRawTransaction({ serializedTransaction })
    return undefined
  } catch (error) {
    return error
  }
}

/** Whether a transaction is on the chain's side in spite of an error, as after an answer that was lost. */
async function isKnown(reader: Connection['reader'], hash: Hex): Promise<boolean> {
  return await reader.getTransaction({ hash }).then(
    () => true,
    () => false,
  )
}

function isNonceProblem(error: unknown): boolean {
  if (!(error instanceof BaseError)) return false
  if (error.walk((e) => e instanceof NonceTooLowError)) return true
  return /nonce too low|nonce has already been used|replacement transaction underpriced|already known|Expected nonce to be/i.test(
    error.details,
  )
}

function track(key: string, nonce: number): () => void {
  const nonces = inFlight.get(key) ?? new Set()
  inFlight.set(key, nonces.add(nonce))
  return () => {
    nonces.delete(nonce)
    if (nonces.size === 0 && inFlight.get(key) === nonces) inFlight.delete(key)
  }
}
