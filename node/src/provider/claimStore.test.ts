import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isWitanError } from '#protocol/errors.ts'
import { parseNodeId } from '#protocol/ids.ts'
import { openStore } from '#store/openStore.ts'
import { createMemoryEscrow } from '#testing/memoryEscrow.ts'
import { claimStore } from './claimStore.ts'

describe('claimStore', () => {
  it('gives a fresh database to the first node and to no other one', () => {
    using store = openStore(':memory:')
    const { context } = createMemoryEscrow()
    const node = parseNodeId(7)
    claimStore(store, context, node)
    claimStore(store, context, node)
    for (const claim of [
      () => claimStore(store, context, parseNodeId(8)),
      () => claimStore(store, { ...context, chainId: 1 }, node),
    ]) {
      assert.throws(claim, (error) => isWitanError(error, 'STORE_INVALID'))
    }
  })
})
