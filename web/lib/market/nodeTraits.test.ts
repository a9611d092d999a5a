import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { OnChainNode } from '#chain/onChainNode.ts'
import { parseAddress, parseNodeId } from '#protocol/ids.ts'
import { anOffer } from '#testing/chainFixtures.ts'
import { findNodes, lowestPrice, nodeState, rolesOf } from './nodeTraits.ts'

function aNode(change: Partial<OnChainNode> = {}): OnChainNode {
  return {
    nodeId: parseNodeId(1),
    owner: parseAddress(`0x${'aa'.repeat(20)}`),
    signer: parseAddress(`0x${'bb'.repeat(20)}`),
    peerId: '12D3KooWabc',
    active: true,
    offers: [anOffer(), anOffer({ role: 'code', pricePer1kOutputTokens: 900n })],
    stake: 100n,
    room: 300n,
    operatorGroup: 0,
    announcementHash: `0x${'00'.repeat(32)}`,
    registeredAt: 1_800_000_000,
    ...change,
  }
}

describe('nodeState', () => {
  it('says in words why a node can or cannot take a job', () => {
    assert.equal(nodeState(aNode()), 'takes jobs')
    assert.equal(nodeState(aNode({ room: 0n })), 'no room')
    assert.equal(nodeState(aNode({ stake: 0n, room: 0n })), 'not staked')
    assert.equal(nodeState(aNode({ offers: [] })), 'offers nothing')
    assert.equal(nodeState(aNode({ active: false })), 'inactive')
  })
})

describe('findNodes', () => {
  const nodes = [
    aNode(),
    aNode({ nodeId: parseNodeId(12), offers: [anOffer({ role: 'tools' })], peerId: '12D3KooWxyz' }),
  ]
  const ids = (text: string, role = '') =>
    findNodes(nodes, { text, role }).map((node) => node.nodeId)

  it('finds by number exactly, by role, by account and by peer id in any case', () => {
    assert.deepEqual(ids(''), [1, 12])
    assert.deepEqual(ids('1'), [1])
    assert.deepEqual(ids('node 12'), [12])
    assert.deepEqual(ids('', 'tools'), [12])
    assert.deepEqual(ids('0xAAAA'), [1, 12])
    assert.deepEqual(ids('koowXYZ'), [12])
    assert.deepEqual(ids('code', 'tools'), [])
  })
})

describe('lowestPrice', () => {
  it('is that of the cheapest offer; there is none without offers', () => {
    assert.equal(lowestPrice(aNode()), 900n)
    assert.equal(lowestPrice(aNode({ offers: [] })), undefined)
    assert.deepEqual(rolesOf(aNode()), ['math', 'code'])
  })
})
