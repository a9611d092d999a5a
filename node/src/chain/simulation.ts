/** A verb that goes as far as its transaction, which is simulated and never sent. */

import { type Address, parseAddress } from '#protocol/ids.ts'
import type { Chain, LocalAccount } from './chain.ts'
import { chainError } from './errors.ts'
import type { Call } from './sendCall.ts'

/** What a transaction would cost, had it been sent. */
export type Simulation = {
  readonly gas: bigint
  /** In wei of the chain's native coin, at the price of gas now. */
  readonly gasCostWei: bigint
}

/** Carries the result from where the transaction would have been sent to whoever asked for the simulation. */
class EndOfSimulation extends Error {
  readonly simulation: Simulation

  constructor(simulation: Simulation) {
    super('The simulation ended where a transaction would have been sent.')
    this.simulation = simulation
  }
}

/**
 * Returns what the first transaction of a verb would cost. Everything before it happens as it would in earnest:
 * balances are checked, permits are signed where the chain handle has a key.
 *
 * @param chain - Any handle; nothing is ever sent with it.
 * @param from - Account that would send.
 * @param act - Calls the verb with the handle that it is given.
 * @returns Undefined when the verb would send nothing.
 * @throws {WitanError} What the verb throws: CONTRACT_REVERTED with the reason, INSUFFICIENT_FUNDS; CONFIG_INVALID when
 * it needs a permit and the handle has no key.
 */
export async function simulate(
  chain: Chain,
  from: Address,
  act: (chain: Chain) => Promise<unknown>,
): Promise<Simulation | undefined> {
  try {
    await act(simulated(chain, from))
    return undefined
  } catch (error) {
    if (error instanceof EndOfSimulation) return error.simulation
    throw error
  }
}

/** Returns the error with which a simulated call ends. @throws {WitanError} When the contract refuses the call. */
export async function endOfSimulation(
  { connection }: Chain,
  from: Address,
  call: Call,
): Promise<EndOfSimulation> {
  const { reader, where } = connection
  try {
    const [, gas, { maxFeePerGas }] = await Promise.all([
      reader.simulateContract({ ...call, account: from }),
      reader.estimateContractGas({ ...call, account: from }),
      reader.estimateFeesPerGas(),
    ])
    return new EndOfSimulation({ gas, gasCostWei: gas * maxFeePerGas })
  } catch (error) {
    throw chainError(error, where)
  }
}

function simulated(chain: Chain, from: Address): Chain {
  const { connection } = chain
  const signer = signerOf(chain, from)
  const writer = { kind: 'simulation', address: from, signer } as const
  return { ...chain, account: from, connection: { ...connection, writer } }
}

function signerOf({ connection: { writer } }: Chain, from: Address): LocalAccount | undefined {
  if (writer?.kind !== 'key' || parseAddress(writer.account.address) !== from) return undefined
  return writer.account
}
