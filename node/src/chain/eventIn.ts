import type { TransactionReceipt } from 'viem'
import {
  type Abi,
  type ContractEventArgsFromTopics,
  type ContractEventName,
  parseEventLogs,
} from 'viem'
import { WitanError } from '#protocol/errors.ts'
import type { Address } from '#protocol/ids.ts'

/** Returns the values of the one event of a name that a contract emitted in a transaction. @throws {WitanError} INTERNAL when there is none. */
export function eventIn<const abi extends Abi, name extends ContractEventName<abi>>(
  receipt: TransactionReceipt,
  contract: { readonly abi: abi; readonly address: Address },
  eventName: name,
): ContractEventArgsFromTopics<abi, name, true> {
  const logs = receipt.logs.filter((log) => log.address.toLowerCase() === contract.address)
  const [event] = parseEventLogs({ abi: contract.abi as Abi, logs, eventName: eventName as string })
  if (event === undefined) {
    throw new WitanError(
      'INTERNAL',
      `The transaction ${receipt.transactionHash} has no ${eventName} event, though it succeeded.`,
    )
  }
  return event.args as never
}
