import type { AbiFunction } from 'viem'
import type { Address } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { DEPLOYED_ABIS, lowerCaseAddresses } from './decodeCall.ts'
import type { ContractName } from './deployment.ts'
import { reading } from './reading.ts'

/** What a contract answers to anyone without being asked for anything in particular: constants and global state. */
export type PublicValue = {
  readonly contract: ContractName
  /** Name of the function, and of the part where it returns several. */
  readonly name: string
  /** Solidity type. */
  readonly type: string
  /** Decimal for numbers, lower case for addresses. */
  readonly value: string
}

/** Standard descriptions of a signing domain; DOMAIN_SEPARATOR says the same. */
const LEFT_OUT: readonly string[] = ['eip712Domain']

/** Returns the views of a contract that take no argument. */
export function publicViewsOf(contract: ContractName): readonly AbiFunction[] {
  return DEPLOYED_ABIS[contract].filter(
    (item): item is AbiFunction =>
      item.type === 'function' &&
      (item.stateMutability === 'view' || item.stateMutability === 'pure') &&
      item.inputs.length === 0 &&
      !LEFT_OUT.includes(item.name),
  )
}

/** Returns every constant and global value of every deployed contract, read now. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readPublicValues(chain: Chain): Promise<readonly PublicValue[]> {
  const deployed = Object.entries(chain.deployment.contracts) as [
    ContractName,
    { address: Address },
  ][]
  const calls = deployed.flatMap(([contract, { address }]) =>
    publicViewsOf(contract).map((view) => ({ contract, address, view })),
  )
  const answers = await reading(chain, (reader) =>
    Promise.all(
      calls.map(({ address, view }) =>
        reader.readContract({ abi: [view], address, functionName: view.name }),
      ),
    ),
  )
  return calls.flatMap(({ contract, view }, i) => valuesOf(contract, view, answers[i]))
}

function valuesOf(
  contract: ContractName,
  { name, outputs }: AbiFunction,
  answer: unknown,
): PublicValue[] {
  const [only] = outputs
  const parts = only && 'components' in only ? only.components : outputs
  if (outputs.length === 1 && parts === outputs) {
    return [{ contract, name, type: only!.type, value: text(answer) }]
  }
  return parts.map((part, i) => ({
    contract,
    name: `${name}.${part.name || i}`,
    type: part.type,
    value: text(
      (answer as Readonly<Record<string | number, unknown>>)[
        Array.isArray(answer) ? i : part.name!
      ],
    ),
  }))
}

function text(value: unknown): string {
  return String(lowerCaseAddresses(value))
}
