import type { nodeRegistryAbi } from '../generated/nodeRegistry.ts'
import type { SentenceTable } from './table.ts'

/** What NodeRegistry's custom errors mean. */
export const nodeRegistrySentences: SentenceTable<typeof nodeRegistryAbi> = {
  NodeRegistryNotOwner: (nodeId, owner, caller) =>
    `Node ${nodeId} belongs to ${owner}, not to ${caller}. Use the owner's account.`,
  NodeRegistryUnknownNode: (nodeId, nodeCount) =>
    `Node ${nodeId} does not exist; nodes have the numbers 1 to ${nodeCount}. Check the number.`,
  NodeRegistrySignerInUse: (signer, nodeId) =>
    `The signer ${signer} was already used by node ${nodeId}. Create another key.`,
  NodeRegistryPeerIdInUse: (_peerId, nodeId) =>
    `The peer id was already used by node ${nodeId}. Create another peer key.`,
  NodeRegistryZeroSigner: () => 'The signer is the zero address. Create a key for the node.',
  NodeRegistryPeerIdLength: (length, maxLength) =>
    `The peer id has ${length} bytes, but 1 to ${maxLength} are allowed. Check the peer id.`,
  NodeRegistryTooManyOffers: (count, maxCount) =>
    `The node offers ${count} models, but at most ${maxCount} are allowed. Offer fewer.`,
  NodeRegistryPageTooLong: (count, maxCount) =>
    `${count} nodes were asked for, but a page holds at most ${maxCount}. Ask for fewer.`,
  NodeRegistryNotBound: () =>
    'The registry is not tied to its staking and escrow contracts yet. Finish the deployment.',
  NodeRegistryBindRefused: (caller, deployer, escrow) =>
    `${caller} cannot tie the registry: only ${deployer} may, and only once (escrow now ${escrow}). Use that account.`,
  NodeRegistryForeignContract: (contractAddress, itsRegistry) =>
    `The contract ${contractAddress} belongs to the registry ${itsRegistry}. Deploy one for this registry.`,
  NodeRegistrySignerThawTooShort: (signerThaw, minimum) =>
    `An old signer would be valid for ${signerThaw} s, but at least ${minimum} s are needed. Choose a longer time.`,
}
