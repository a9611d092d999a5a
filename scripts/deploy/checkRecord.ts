import type { Abi, PublicClient } from 'viem'
import { encodeDeployData, keccak256 } from 'viem'
import type { ContractRecord, DeploymentRecord } from './deployContracts.ts'

type Hex = `0x${string}`

/** A contract as the compiler made it. */
export type CompiledContract = {
  readonly abi: Abi
  /** Creation code. */
  readonly bytecode: Hex
  /** Runtime code, with zeros where the constructor writes immutable values. */
  readonly deployedBytecode: Hex
  /** Where those are, in bytes. */
  readonly immutableReferences?: Readonly<
    Record<string, readonly { readonly start: number; readonly length: number }[]>
  >
}

export type ContractCheck = {
  readonly name: string
  readonly address: Hex
  /** What is wrong with it, a sentence each; empty when all is as the record and the sources say. */
  readonly faults: readonly string[]
}

/**
 * Returns, for each contract of a record, whether the code on the chain is what the sources compile to and was
 * created with the arguments that the record names.
 *
 * @param record - As `deployments/<chainId>.json` holds it.
 * @param dependencies - A client of the record's chain, and the fresh output of the compiler by contract name.
 * @throws Error when the client is of another chain.
 */
export async function checkRecord(
  record: Pick<DeploymentRecord, 'chainId' | 'contracts'>,
  dependencies: checkRecord.Dependencies,
): Promise<readonly ContractCheck[]> {
  const chainId = await dependencies.reader.getChainId()
  if (chainId !== record.chainId) {
    throw new Error(`The record is of chain ${record.chainId}, the RPC URL of chain ${chainId}.`)
  }
  const entries = Object.entries(record.contracts)
  return Promise.all(
    entries.map(async ([name, contract]) => ({
      name,
      address: contract.address,
      faults: await faultsOf(contract, await dependencies.readCompiled(name), dependencies.reader),
    })),
  )
}

export declare namespace checkRecord {
  type Dependencies = {
    readonly reader: PublicClient
    readonly readCompiled: (name: string) => Promise<CompiledContract>
  }
}

async function faultsOf(
  contract: ContractRecord,
  compiled: CompiledContract,
  reader: PublicClient,
): Promise<string[]> {
  const code = await reader.getCode({ address: contract.address })
  if (code === undefined) return ['There is no code at this address.']
  const faults: string[] = []
  if (keccak256(code) !== contract.runtimeCodeHash) {
    faults.push(`Its code has the hash ${keccak256(code)}, the record says another.`)
  }
  if (withoutImmutables(code, compiled) !== compiled.deployedBytecode.toLowerCase()) {
    faults.push('Its code is not what the sources compile to.')
  }
  if (!(await isCreation(contract, compiled, reader))) {
    faults.push('The transaction of the record did not create it from the sources and arguments.')
  }
  return faults
}

/** Puts zeros where the constructor wrote values; those are proven by the arguments of the creation. */
function withoutImmutables(code: Hex, { immutableReferences = {} }: CompiledContract): string {
  const digits = [...code.toLowerCase()]
  for (const { start, length } of Object.values(immutableReferences).flat()) {
    digits.fill('0', 2 + 2 * start, 2 + 2 * (start + length))
  }
  return digits.join('')
}

/** Returns whether the recorded transaction carried the compiled creation code with the recorded arguments, to this address. */
async function isCreation(
  { address, txHash, constructorArgs }: ContractRecord,
  { abi, bytecode }: CompiledContract,
  reader: PublicClient,
): Promise<boolean> {
  const expected = creationOf({ abi, bytecode, args: constructorArgs })
  try {
    const [{ input }, { contractAddress, status }] = await Promise.all([
      reader.getTransaction({ hash: txHash }),
      reader.getTransactionReceipt({ hash: txHash }),
    ])
    const isHere = contractAddress?.toLowerCase() === address.toLowerCase()
    return status === 'success' && isHere && input.toLowerCase() === expected
  } catch (error) {
    const isUnknown = error instanceof Error && /^Transaction.*NotFoundError$/.test(error.name)
    if (isUnknown) return false
    throw error
  }
}

/** Returns undefined where the arguments do not fit the constructor. */
function creationOf(creation: Parameters<typeof encodeDeployData>[0]): string | undefined {
  try {
    return encodeDeployData(creation).toLowerCase()
  } catch {
    return undefined
  }
}
