/** ABI and address of each contract of a deployment, as the calls take them. */

import type { Chain } from './chain.ts'
import { jobEscrowAbi } from './generated/jobEscrow.ts'
import { modelRegistryAbi } from './generated/modelRegistry.ts'
import { nodeRegistryAbi } from './generated/nodeRegistry.ts'
import { nodeStakingAbi } from './generated/nodeStaking.ts'

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
