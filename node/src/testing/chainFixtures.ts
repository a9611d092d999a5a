/** Nodes, terms and signed messages for tests against a local chain. */

import type { Chain } from '#chain/chain.ts'
import type { Offer } from '#chain/offer.ts'
import { peerIdFromBytes } from '#chain/peerId.ts'
import { registerNode } from '#chain/registerNode.ts'
import { signTypedData } from '#chain/signTypedData.ts'
import { stakeWithPermit } from '#chain/stakeWithPermit.ts'
import { type Hex, utf8 } from '#protocol/bytes.ts'
import type { Done, SignedDone } from '#protocol/done.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import { type Address, type NodeId, parseModelId } from '#protocol/ids.ts'
import type { Allocation, JobTerms } from '#protocol/job.ts'
import { doneTypedData, voucherTypedData } from '#protocol/typedData.ts'
import type { SignedVoucher, Voucher } from '#protocol/voucher.ts'
import type { LocalWitan } from './localWitan.ts'

export const DOLLAR = 1_000_000n

/** Returns an offer of a model that doesn't exist, in mode transit. */
export function anOffer(overrides: Partial<Offer> = {}): Offer {
  return {
    modelId: parseModelId(`0x${'ab'.repeat(32)}`),
    role: 'math',
    pricePer1kInputBytes: 10n,
    pricePer1kOutputTokens: 2_000n,
    concurrency: 4,
    modes: ['transit'],
    ...overrides,
  }
}

/** Returns a well-formed peer id that is another one for every seed. */
export function aPeerId(seed: string): string {
  return peerIdFromBytes(`0x002408011220${keccak256Hex(utf8(seed)).slice(2)}`)
}

/** Registers a node of the chain's account and puts test dollars at stake for it, if any. */
export async function aNode(
  operator: Chain,
  options: {
    readonly signer: Address
    readonly stake?: bigint
    readonly offers?: readonly Offer[]
    /** @default none declared */
    readonly operatorGroup?: number
  },
): Promise<NodeId> {
  const { signer, stake = 40n * DOLLAR, offers = [anOffer()], operatorGroup } = options
  const node = { signer, peerId: aPeerId(signer), offers, operatorGroup }
  const { nodeId } = await registerNode(operator, node)
  if (stake > 0n) await stakeWithPermit(operator, { nodeId, amount: stake })
  return nodeId
}

/** Returns terms that end an hour after the chain's latest block. */
export async function someTerms(
  witan: Pick<LocalWitan, 'localChain'>,
  parties: {
    readonly requester: Address
    readonly sessionKey: Address
    readonly allocations: readonly Allocation[]
  },
): Promise<JobTerms> {
  return {
    ...parties,
    deadline: (await latestTime(witan)) + 3600,
    mode: 'transit',
    termsHash: keccak256Hex(utf8(parties.sessionKey)),
  }
}

/** Returns the time of the chain's latest block, Unix seconds. */
export async function latestTime({ localChain }: Pick<LocalWitan, 'localChain'>): Promise<number> {
  const block = await localChain.request('eth_getBlockByNumber', ['latest', false])
  return Number((block as { timestamp: string }).timestamp)
}

/** Returns a voucher signed by a key, be it the job's or not. */
export async function signVoucher(
  { context }: Chain,
  key: Hex,
  voucher: Voucher,
): Promise<SignedVoucher> {
  return { voucher, signature: await signTypedData(key, voucherTypedData(context, voucher)) }
}

/** Returns a Done signed by a key, be it the node's or not. */
export async function signDone({ context }: Chain, key: Hex, done: Done): Promise<SignedDone> {
  return { done, signature: await signTypedData(key, doneTypedData(context, done)) }
}
