/** ABI and address of each contract of a deployment, as the calls take them. */

import { WitanError } from '#protocol/errors.ts'
import type { Chain } from './chain.ts'
import { blockBeaconAbi } from './generated/blockBeacon.ts'
import { drandBeaconAbi } from './generated/drandBeacon.ts'
import { jobEscrowAbi } from './generated/jobEscrow.ts'
import { modelRegistryAbi } from './generated/modelRegistry.ts'
import { nodeRegistryAbi } from './generated/nodeRegistry.ts'
import { nodeStakingAbi } from './generated/nodeStaking.ts'
import { probeCourtAbi } from './generated/probeCourt.ts'
import { reputationLedgerAbi } from './generated/reputationLedger.ts'
import { verifierBenchAbi } from './generated/verifierBench.ts'

/** Returns the escrow of a chain. */
export function jobEscrow({ deployment }: Chain) {
  return { abi: jobEscrowAbi, address: deployment.contracts.JobEscrow.address } as const
}

/** Returns the registry of a chain. */
export function nodeRegistry({ deployment }: Chain) {
  return { abi: nodeRegistryAbi, address: deployment.contracts.NodeRegistry.address } as const
}

/** Returns the staking contract of a chain. */
export function nodeStaking({ deployment }: Chain) {
  return { abi: nodeStakingAbi, address: deployment.contracts.NodeStaking.address } as const
}

/** Returns the registry of models of a chain. */
export function modelRegistry({ deployment }: Chain) {
  return { abi: modelRegistryAbi, address: deployment.contracts.ModelRegistry.address } as const
}

/** Returns the court of a chain. */
export function probeCourt({ deployment }: Chain) {
  return { abi: probeCourtAbi, address: deployment.contracts.ProbeCourt.address } as const
}

/** Returns the bench of verifiers of a chain. */
export function verifierBench({ deployment }: Chain) {
  return { abi: verifierBenchAbi, address: deployment.contracts.VerifierBench.address } as const
}

/** Returns the ledger of reputation of a chain. */
export function reputationLedger({ deployment }: Chain) {
  const { address } = deployment.contracts.ReputationLedger
  return { abi: reputationLedgerAbi, address } as const
}

/** Returns the beacon of a public chain; undefined where there is none. */
export function drandBeacon({ deployment }: Chain) {
  const { DrandBeacon } = deployment.contracts
  return DrandBeacon && ({ abi: drandBeaconAbi, address: DrandBeacon.address } as const)
}

/** Returns the test beacon of a chain. @throws {WitanError} CONTRACT_MISSING where a public one is used. */
export function blockBeacon({ deployment }: Chain) {
  const { BlockBeacon } = deployment.contracts
  if (BlockBeacon === undefined) {
    throw new WitanError(
      'CONTRACT_MISSING',
      `Chain ${deployment.chainId} has no test beacon; its rounds are proven by others.`,
    )
  }
  return { abi: blockBeaconAbi, address: BlockBeacon.address } as const
}
