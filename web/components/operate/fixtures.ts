/** Nodes for the tests of this folder. */

import type { Offer } from '#chain/offer.ts'
import { parseAddress, parseModelId, parseNodeId } from '#protocol/ids.ts'
import type { OwnedNode } from './operatorState.ts'

const DOLLAR = 1_000_000n

type Parts = {
  readonly node?: Partial<OwnedNode['node']>
  readonly stake?: Partial<OwnedNode['stake']>
  readonly account?: Partial<OwnedNode['account']>
}

/** Returns a node with 100 dollars at stake and one offer that takes jobs; parts replace its values. */
export function anOwnedNode({ node, stake, account }: Parts = {}): OwnedNode {
  return {
    node: {
      nodeId: parseNodeId(3),
      owner: parseAddress(`0x${'aa'.repeat(20)}`),
      signer: parseAddress(`0x${'bb'.repeat(20)}`),
      peerId: '12D3KooWExample',
      active: true,
      offers: [anOffer()],
      stake: 100n * DOLLAR,
      room: 300n * DOLLAR,
      operatorGroup: 0,
      announcementHash: `0x${'00'.repeat(32)}`,
      registeredAt: 1_700_000_000,
      ...node,
    },
    stake: { active: 100n * DOLLAR, thawing: 0n, thawsAt: 0, jailedUntil: 0, ...stake },
    account: { owed: 0n, feesPaid: 0n, open: 0n, ...account },
  }
}

/** Returns an offer for math; parts replace its values. */
export function anOffer(parts: Partial<Offer> = {}): Offer {
  return {
    modelId: parseModelId(`0x${'1f'.repeat(32)}`),
    role: 'math',
    pricePer1kInputBytes: 1_000n,
    pricePer1kOutputTokens: 20_000n,
    concurrency: 4,
    modes: ['transit'],
    ...parts,
  }
}
