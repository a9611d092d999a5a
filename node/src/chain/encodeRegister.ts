import { encodeFunctionData } from 'viem'
import type { Chain } from './chain.ts'
import { nodeRegistry } from './contracts.ts'
import type { UnsignedCall } from './encodeStake.ts'
import { offerArgs } from './offer.ts'
import { peerIdToBytes } from './peerId.ts'
import type { registerNode } from './registerNode.ts'

/** Returns the call that registers a node, for a wallet that signs elsewhere. @throws {WitanError} INPUT_INVALID when the peer id is malformed. */
export function encodeRegister(
  chain: Chain,
  parameters: Pick<registerNode.Parameters, 'signer' | 'peerId' | 'offers'>,
): UnsignedCall {
  const { abi, address } = nodeRegistry(chain)
  const { signer, peerId, offers } = parameters
  const args = [signer, peerIdToBytes(peerId), NO_ANNOUNCEMENT, 0, offers.map(offerArgs)] as const
  return { to: address, data: encodeFunctionData({ abi, functionName: 'register', args }) }
}

const NO_ANNOUNCEMENT = `0x${'00'.repeat(32)}` as const
