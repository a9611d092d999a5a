import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type NodeId, parseNodeId } from '#protocol/ids.ts'
import type { Role } from '#protocol/role.ts'
import { createReputationBook, shareOfWeight } from './reputationBook.ts'

const [A, B, C] = [1, 2, 3].map(parseNodeId) as [NodeId, NodeId, NodeId]

function aBook() {
  const asked: string[] = []
  const state = { now: 0, fails: false }
  const readWeights = async (nodeIds: readonly NodeId[], role: Role) => {
    asked.push(`${role} ${nodeIds.join(',')}`)
    if (state.fails) throw new Error('unreachable')
    return new Map(nodeIds.map((nodeId) => [nodeId, BigInt(nodeId) * 10n]))
  }
  const book = createReputationBook({ readWeights }, { nowMs: () => state.now })
  return { book, asked, state }
}

describe('createReputationBook', () => {
  it('asks once for all nodes of a role, and again after some seconds', async () => {
    const { book, asked, state } = aBook()
    await Promise.all([book.weightsOf('math', [A, B]), book.weightsOf('math', [A])])
    await book.weightsOf('code', [A])
    state.now = 4_999
    await book.weightsOf('math', [B])
    assert.deepEqual(asked, ['math 1,2', 'code 1'])

    state.now = 5_000
    const weights = await book.weightsOf('math', [A, B])

    assert.deepEqual(asked, ['math 1,2', 'code 1', 'math 1,2'])
    assert.deepEqual(
      [...weights],
      [
        [A, 10n],
        [B, 20n],
      ],
    )
  })

  it('asks again for a node that it has not asked for', async () => {
    const { book, asked } = aBook()
    await book.weightsOf('math', [A])

    assert.equal((await book.weightsOf('math', [A, C])).get(C), 30n)
    assert.deepEqual(asked, ['math 1', 'math 1,3'])
  })

  it('keeps no failure', async () => {
    const { book, state } = aBook()
    state.fails = true
    await assert.rejects(book.weightsOf('math', [A]), /unreachable/)
    state.fails = false

    assert.equal((await book.weightsOf('math', [A])).get(A), 10n)
  })
})

describe('shareOfWeight', () => {
  it('is measured against the best of those at hand', () => {
    const weights = new Map([
      [A, 25n],
      [B, 100n],
      [C, 0n],
    ])

    assert.equal(shareOfWeight(weights, A, [A, B, C]), 0.25)
    assert.equal(shareOfWeight(weights, A, [A, C]), 1)
    assert.equal(shareOfWeight(weights, C, [A, B, C]), 0)
    assert.equal(shareOfWeight(weights, C, [C]), 0)
    assert.equal(shareOfWeight(weights, parseNodeId(9), [A]), 0)
  })
})
