import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, it } from 'node:test'
import { hashTypedData } from '#chain/hashTypedData.ts'
import { recoverSigner } from '#chain/recoverSigner.ts'
import { parseAddress } from '#protocol/ids.ts'
import { MODES } from '#protocol/mode.ts'
import { FINISH_REASONS, type Receipt } from '#protocol/receipt.ts'
import { ROLES } from '#protocol/role.ts'
import type { Signature } from '#protocol/signature.ts'
import { receiptTypedData } from '#protocol/typedData.ts'
import { raceVectors } from './raceVectors.ts'
import { receiptVectors } from './receiptVectors.ts'

describe('raceVectors', () => {
  it('are those that stand in the repository', async () => {
    const file = path.resolve(import.meta.dirname, '..', '..', 'test', 'vectors', 'race.json')
    const written: unknown = JSON.parse(await readFile(file, 'utf8'))

    assert.deepEqual(JSON.parse(JSON.stringify(await raceVectors())), written)
  })
})

describe('receiptVectors', () => {
  it('are hashed and signed as the protocol hashes and signs', async () => {
    const { domain, rows, signer } = await receiptVectors()
    const registry = parseAddress(domain.verifyingContract)
    for (const { receipt, digest, signature } of rows) {
      const { mode, role, finishReason, amount, ...same } = receipt
      const named = {
        ...same,
        amount: BigInt(amount),
        mode: MODES[mode],
        role: ROLES[role],
        finishReason: FINISH_REASONS[finishReason],
      } as unknown as Receipt
      const data = receiptTypedData({ chainId: domain.chainId, escrow: registry, registry }, named)

      assert.equal(hashTypedData(data), digest)
      assert.equal(await recoverSigner(data, signature as Signature), signer)
    }
  })
})
