/** Creation code of the contracts as it was generated, so that a deployment needs no compiler. */

import { readFile } from 'node:fs/promises'
import path from 'node:path'

export const CONTRACT_NAMES = [
  'TestDollar',
  'NodeRegistry',
  'NodeStaking',
  'JobEscrow',
  'ModelRegistry',
  'BlockBeacon',
  'DrandBeacon',
  'ProbeCourt',
  'VerifierBench',
  'ReputationLedger',
  'WitanTimelock',
  'CourtManager',
  'ERC8004Adapter',
] as const
export type ContractName = (typeof CONTRACT_NAMES)[number]

/** Contracts that no program here calls: their code is kept, their ABI is not. */
export const UNCALLED: readonly ContractName[] = ['WitanTimelock', 'CourtManager', 'ERC8004Adapter']

export type ContractCode = {
  readonly sourceHash: `0x${string}`
  readonly compiler: {
    readonly version: string
    readonly profile: string
    readonly settings: Readonly<Record<string, unknown>>
  }
  readonly contracts: Readonly<Record<ContractName, { readonly bytecode: `0x${string}` }>>
}

/** Where `scripts/exportAbi.ts` writes the creation code. */
export const CONTRACT_CODE_FILE = path.join(import.meta.dirname, 'generated', 'contracts.json')

/** Returns the generated creation code. */
export async function readContractCode(): Promise<ContractCode> {
  return JSON.parse(await readFile(CONTRACT_CODE_FILE, 'utf8')) as ContractCode
}
