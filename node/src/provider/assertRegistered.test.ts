import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Chain } from '#chain/chain.ts'
import { mintTestDollars } from '#chain/mintTestDollars.ts'
import { readModel } from '#chain/readModel.ts'
import type { Hex } from '#protocol/bytes.ts'
import { modelIdOf } from '#protocol/model.ts'
import type { RuntimeModel } from '#runtime/runtime.ts'
import { createLogger } from '#telemetry/createLogger.ts'
import { type LocalWitan, startLocalWitan } from '#testing/localWitan.ts'
import { assertRegistered } from './assertRegistered.ts'

function aModel(byte: string, change: Partial<RuntimeModel> = {}): RuntimeModel {
  const word: Hex = `0x${byte.repeat(32)}`
  const parts = {
    ggufSha256: word,
    tokenizerSha256: word,
    chatTemplateSha256: word,
    engineProfileId: word,
  }
  const modelId = modelIdOf(parts)
  const facts = { role: 'math', name: 'a model', contextTokens: 256, endTokens: [2, 7] } as const
  return { modelId, parts, ...facts, ...change }
}

describe('assertRegistered', () => {
  let witan: LocalWitan
  let rich: Chain
  let poor: Chain
  const logger = createLogger({ level: 'silent', destination: 'stderr' })

  before(async () => {
    witan = await startLocalWitan()
    rich = await witan.connect(witan.localChain.accounts[1])
    poor = await witan.connect(witan.localChain.accounts[2])
    await mintTestDollars(rich, { amount: 10_000_000n })
  })
  after(() => witan.stop())

  it('registers a model that nobody did, with the end tokens of the engine', async () => {
    const model = aModel('a1')
    await assertRegistered(rich, [model], logger)

    const found = await readModel(rich, model.modelId)
    assert.deepEqual([found?.stopTokens, found?.roles], [[2, 7], ['math']])
    await assertRegistered(poor, [model], logger)
  })

  it('refuses to serve a model of which the registry says something else', async () => {
    const model = aModel('b2')
    await assertRegistered(rich, [{ ...model, endTokens: [2] }], logger)

    await assert.rejects(assertRegistered(poor, [model], logger), { code: 'MODEL_INVALID' })
  })

  it('lets a node serve that cannot pay the fee, or whose model has too many end tokens', async () => {
    const many = aModel('d4', { endTokens: [1, 2, 3, 4, 5] })
    await assertRegistered(poor, [aModel('c3')], logger)
    await assertRegistered(rich, [many], logger)

    assert.equal(await readModel(rich, many.modelId), undefined)
  })
})
