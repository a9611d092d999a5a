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

/** Returns the names under which a contract's public values are read. */
export function publicNamesOf(contract: ContractName): readonly string[] {
  return publicViewsOf(contract).flatMap((view) => partsOf(view).map(({ name }) => name))
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

function publicViewsOf(contract: ContractName): readonly AbiFunction[] {
  return DEPLOYED_ABIS[contract].filter(
    (item): item is AbiFunction =>
      item.type === 'function' &&
      (item.stateMutability === 'view' || item.stateMutability === 'pure') &&
      item.inputs.length === 0 &&
      !LEFT_OUT.includes(item.name),
  )
}

function valuesOf(
  contract: ContractName,
  view: AbiFunction,
  answer: unknown,
): readonly PublicValue[] {
  const parts = partsOf(view)
  if (parts.length === 1) {
    return [{ contract, name: view.name, type: parts[0]!.type, value: text(answer) }]
  }
  const values = answer as Readonly<Record<string | number, unknown>>
  return parts.map(({ name, type, key }, i) => ({
    contract,
    name,
    type,
    value: text(values[Array.isArray(answer) ? i : key]),
  }))
}

/** A struct or several values count as values of their own, each with a name behind the function's. */
function partsOf({ name, outputs }: AbiFunction): readonly {
  readonly name: string
  readonly type: string
  readonly key: string
}[] {
  const [only] = outputs
  const fields = outputs.length === 1 && only && 'components' in only ? only.components : outputs
  if (fields.length === 1) return [{ name, type: fields[0]!.type, key: name }]
  return fields.map((field, i) => {
    const key = field.name || String(i)
    return { name: `${name}.${key}`, type: field.type, key }
  })
}

function text(value: unknown): string {
  return String(lowerCaseAddresses(value))
}
