/** Calls and logs of our contracts with the names of their values, and of nobody else's. */

import {
  type Abi,
  type AbiParameter,
  decodeEventLog,
  decodeFunctionData,
  getAbiItem,
  isAddress,
} from 'viem'
import type { Hex } from '#protocol/bytes.ts'
import type { ContractName, Deployment } from './deployment.ts'
import { blockBeaconAbi } from './generated/blockBeacon.ts'
import { drandBeaconAbi } from './generated/drandBeacon.ts'
import { jobEscrowAbi } from './generated/jobEscrow.ts'
import { modelRegistryAbi } from './generated/modelRegistry.ts'
import { nodeRegistryAbi } from './generated/nodeRegistry.ts'
import { nodeStakingAbi } from './generated/nodeStaking.ts'
import { probeCourtAbi } from './generated/probeCourt.ts'
import { reputationLedgerAbi } from './generated/reputationLedger.ts'
import { testDollarAbi } from './generated/testDollar.ts'
import { verifierBenchAbi } from './generated/verifierBench.ts'

export type NamedValue = {
  readonly name: string
  /** Solidity type. */
  readonly type: string
  /** bigint, number, text, hex, or lists and objects of them; addresses in lower case. */
  readonly value: unknown
}

/** A function or an event of a contract of ours, with its values in the order of its declaration. */
export type Decoded = {
  readonly contract: ContractName
  readonly name: string
  readonly values: readonly NamedValue[]
}

/** ABI of each contract of a deployment. */
export const DEPLOYED_ABIS: Readonly<Record<ContractName, Abi>> = {
  JobEscrow: jobEscrowAbi,
  NodeStaking: nodeStakingAbi,
  NodeRegistry: nodeRegistryAbi,
  TestDollar: testDollarAbi,
  ModelRegistry: modelRegistryAbi,
  ProbeCourt: probeCourtAbi,
  VerifierBench: verifierBenchAbi,
  ReputationLedger: reputationLedgerAbi,
  BlockBeacon: blockBeaconAbi,
  DrandBeacon: drandBeaconAbi,
}

/** Returns which contract of a deployment has an address. */
export function contractAt(
  { contracts }: Deployment,
  address: string | null | undefined,
): ContractName | undefined {
  const wanted = address?.toLowerCase()
  return (Object.keys(DEPLOYED_ABIS) as ContractName[]).find(
    (name) => contracts[name]?.address === wanted,
  )
}

/** Returns which function call data names; undefined for another address or unknown data. */
export function decodeCall(
  deployment: Deployment,
  { to, data }: { readonly to: string | null | undefined; readonly data: Hex },
): Decoded | undefined {
  const contract = contractAt(deployment, to)
  if (contract === undefined) return undefined
  const abi = DEPLOYED_ABIS[contract]
  try {
    const { functionName, args = [] } = decodeFunctionData({ abi, data })
    const item = getAbiItem({ abi, name: functionName, args: [...args] as never })
    const inputs = item && 'inputs' in item ? (item.inputs ?? []) : []
    return { contract, name: functionName, values: named(inputs, args) }
  } catch {
    return undefined
  }
}

/** Returns what a log says; undefined for another address or an unknown event. */
export function decodeLog(
  deployment: Deployment,
  log: { readonly address: string; readonly topics: readonly Hex[]; readonly data: Hex },
): Decoded | undefined {
  const contract = contractAt(deployment, log.address)
  if (contract === undefined) return undefined
  const abi = DEPLOYED_ABIS[contract]
  try {
    const topics = [...log.topics] as [Hex, ...Hex[]]
    const { eventName, args } = decodeEventLog({ abi, topics, data: log.data })
    const item = abi.find((entry) => entry.type === 'event' && entry.name === eventName)
    const inputs = item?.type === 'event' ? item.inputs : []
    const byName = (args ?? {}) as unknown as Readonly<Record<string, unknown>>
    const values = inputs.map(({ name = '' }) => byName[name])
    return { contract, name: String(eventName), values: named(inputs, values) }
  } catch {
    return undefined
  }
}

function named(inputs: readonly AbiParameter[], values: readonly unknown[]): readonly NamedValue[] {
  return inputs.map(({ name, type }, i) => ({
    name: name || String(i),
    type,
    value: lowerCaseAddresses(values[i]),
  }))
}

/** Addresses are written in lower case everywhere, so that they can be compared and searched for. */
export function lowerCaseAddresses(value: unknown): unknown {
  if (typeof value === 'string') return isAddress(value) ? value.toLowerCase() : value
  if (Array.isArray(value)) return value.map(lowerCaseAddresses)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, lowerCaseAddresses(part)]),
  )
}
