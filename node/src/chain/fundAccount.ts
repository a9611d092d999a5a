import { erc20Abi, keccak256 } from 'viem'
import type { Address } from '#protocol/ids.ts'
import { type Chain, type LocalAccount, writerOf } from './chain.ts'
import { chainError } from './errors.ts'
import { sendCall, type WriteOptions } from './sendCall.ts'
import { sendInTurn } from './sendInTurn.ts'

/** Gas of a transfer of the chain's coin to a plain account. */
const TRANSFER_GAS = 21_000n

/**
 * Gives another account payment tokens, and coins for its transactions.
 *
 * @throws {WitanError} CONTRACT_REVERTED or INSUFFICIENT_FUNDS when the account holds less; CONFIG_INVALID when the
 * handle has no key; and what sendCall throws.
 */
export async function fundAccount(chain: Chain, parameters: fundAccount.Parameters): Promise<void> {
  const { to, amount, coinsWei } = parameters
  const writer = writerOf(chain)
  if (writer.kind === 'key' && coinsWei > 0n) {
    await sendCoins(chain, writer.account, { to, coinsWei }).catch((error: unknown) => {
      throw chainError(error, chain.connection.where)
    })
  }
  if (amount === 0n) return
  const token = { abi: erc20Abi, address: chain.paymentToken } as const
  await sendCall(chain, { ...token, functionName: 'transfer', args: [to, amount] }, parameters)
}

export declare namespace fundAccount {
  type Parameters = WriteOptions & {
    readonly to: Address
    /** Micro-dollars; zero for none. */
    readonly amount: bigint
    /** In wei of the chain's native coin; zero for none. */
    readonly coinsWei: bigint
  }
}

async function sendCoins(
  chain: Chain,
  account: LocalAccount,
  { to, coinsWei }: { readonly to: Address; readonly coinsWei: bigint },
): Promise<void> {
  const { reader, pollingIntervalMs, receiptTimeoutMs } = chain.connection
  const { chainId } = chain.deployment
  await sendInTurn(`${chainId}:${account.address.toLowerCase()}`, async () => {
    const [nonce, fees] = await Promise.all([
      reader.getTransactionCount({ address: account.address, blockTag: 'pending' }),
      reader.estimateFeesPerGas(),
    ])
    const { maxFeePerGas, maxPriorityFeePerGas } = fees
    const serializedTransaction = await account.signTransaction({
      type: 'eip1559',
      chainId,
      to,
      value: coinsWei,
      gas: TRANSFER_GAS,
      nonce,
      maxFeePerGas,
      maxPriorityFeePerGas,
    })
    await reader.sendRawTransaction({ serializedTransaction })
    await reader.waitForTransactionReceipt({
      hash: keccak256(serializedTransaction),
      pollingInterval: pollingIntervalMs,
      timeout: receiptTimeoutMs,
    })
  })
}
