import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { parseModelId } from '#protocol/ids.ts'
import { modelIdOf } from '#protocol/model.ts'
import { DOLLAR } from '#testing/chainFixtures.ts'
import { type LocalWitan, startLocalWitan } from '#testing/localWitan.ts'
import type { Chain } from './chain.ts'
import { mintTestDollars } from './mintTestDollars.ts'
import { publishCalibration } from './publishCalibration.ts'
import { readCalibration } from './readCalibration.ts'
import { readModel } from './readModel.ts'
import { readTokenBalance } from './readTokenBalance.ts'
import { registerModel } from './registerModel.ts'

const PARTS = {
  ggufSha256: `0x${'a1'.repeat(32)}`,
  tokenizerSha256: `0x${'b2'.repeat(32)}`,
  chatTemplateSha256: `0x${'c3'.repeat(32)}`,
  engineProfileId: `0x${'d4'.repeat(32)}`,
} as const
const MODEL = {
  parts: PARTS,
  roles: ['code', 'tools'],
  contextTokens: 256,
  stopTokens: [259, 4_000_000_000],
  licence: 'Apache-2.0',
} as const

describe('verbs of models', () => {
  let witan: LocalWitan
  let publisher: Chain

  before(async () => {
    witan = await startLocalWitan()
    publisher = await witan.connect(witan.localChain.accounts[1])
    await mintTestDollars(publisher, { amount: 100n * DOLLAR })
  })
  after(() => witan.stop())

  it('registers a model under the id that its parts give, for the fee', async () => {
    const { address } = witan.localChain.accounts[1]!
    const before = await readTokenBalance(publisher, address)

    const { modelId } = await registerModel(publisher, MODEL)

    assert.equal(modelId, modelIdOf(PARTS))
    assert.ok((await readTokenBalance(publisher, address)) < before)
    const model = await readModel(publisher, modelId)
    assert.ok(model !== undefined && model.registeredAt > 0)
    const { publisher: by, roles, contextTokens, stopTokens, calibrations } = model
    assert.deepEqual(
      { by, roles, contextTokens, stopTokens, calibrations },
      {
        by: address,
        roles: MODEL.roles,
        contextTokens: 256,
        stopTokens: MODEL.stopTokens,
        calibrations: 0,
      },
    )
  })

  it('refuses a model that is registered, and stop tokens out of order', async () => {
    await assert.rejects(registerModel(publisher, MODEL), /was registered by/)
    const parts = { ...PARTS, ggufSha256: `0x${'ee'.repeat(32)}` } as const
    await assert.rejects(
      registerModel(publisher, { ...MODEL, parts, stopTokens: [5, 4] }),
      /stop tokens in rising order/,
    )
  })

  it('publishes thresholds by version, and only for who registered the model', async () => {
    const modelId = modelIdOf(PARTS)
    const calibrationSetHash = `0x${'5e'.repeat(32)}` as const
    const thresholds = Uint8Array.of(1, 2, 3)
    const published = { modelId, calibrationSetHash, tokens: 9_000, thresholds }

    const { version } = await publishCalibration(publisher, published)

    assert.equal(version, 1)
    const found = await readCalibration(publisher, { modelId, version })
    assert.deepEqual(
      { ...found, publishedAt: 0 },
      { calibrationSetHash, tokens: 9_000, thresholds, publishedAt: 0 },
    )
    assert.equal(await readCalibration(publisher, { modelId, version: 2 }), undefined)
    const stranger = await witan.connect(witan.localChain.accounts[2])
    await assert.rejects(publishCalibration(stranger, published), /published by/)
  })

  it('knows nothing of a model that nobody registered', async () => {
    const unknown = parseModelId(`0x${'99'.repeat(32)}`)
    assert.equal(await readModel(publisher, unknown), undefined)
  })
})
