/** What every custom error of every contract means, in a sentence with its values and the next step. */

import type { Abi } from 'viem'
import type { ErrorCode } from '#protocol/errorCodes.ts'
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
import { beaconSentences } from './sentences/beacon.ts'
import { jobEscrowSentences } from './sentences/jobEscrow.ts'
import { modelRegistrySentences } from './sentences/modelRegistry.ts'
import { nodeRegistrySentences } from './sentences/nodeRegistry.ts'
import { nodeStakingSentences } from './sentences/nodeStaking.ts'
import { probeCourtSentences } from './sentences/probeCourt.ts'
import { reputationLedgerSentences } from './sentences/reputationLedger.ts'
import { testDollarSentences } from './sentences/testDollar.ts'
import { verifierBenchSentences } from './sentences/verifierBench.ts'

/** Every contract's ABI: a revert may come from a contract that the called one calls. */
export const contractAbis: readonly Abi[] = [
  jobEscrowAbi,
  nodeStakingAbi,
  nodeRegistryAbi,
  testDollarAbi,
  probeCourtAbi,
  verifierBenchAbi,
  modelRegistryAbi,
  reputationLedgerAbi,
  blockBeaconAbi,
  drandBeaconAbi,
]

/** Every custom error of every contract. */
export const errorsAbi: Abi = contractAbis.flatMap((abi) =>
  abi.filter((item) => item.type === 'error'),
)

const SENTENCES = {
  ...jobEscrowSentences,
  ...nodeStakingSentences,
  ...nodeRegistrySentences,
  ...testDollarSentences,
  ...probeCourtSentences,
  ...verifierBenchSentences,
  ...modelRegistrySentences,
  ...reputationLedgerSentences,
  ...beaconSentences,
} as Readonly<Record<string, (...values: readonly unknown[]) => string>>

/** Errors that a caller can act on by another code than CONTRACT_REVERTED. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  JobEscrowInsufficientBalance: 'INSUFFICIENT_FUNDS',
  ERC20InsufficientBalance: 'INSUFFICIENT_FUNDS',
  JobEscrowUnexpectedStatus: 'JOB_NOT_OPEN',
  JobEscrowEnded: 'JOB_NOT_OPEN',
}

export type ErrorSentence = { readonly code: ErrorCode; readonly sentence: string }

/** Returns what a custom error means; undefined for one that no contract of ours has. */
export function errorSentence(name: string, values: readonly unknown[]): ErrorSentence | undefined {
  if (!Object.hasOwn(SENTENCES, name)) return undefined
  return { code: CODES[name] ?? 'CONTRACT_REVERTED', sentence: SENTENCES[name]!(...values) }
}
