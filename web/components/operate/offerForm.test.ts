import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { anOffer } from './fixtures.ts'
import { draftOf, parseDraft, parseInitOutput, previewPay, sameOffers } from './offerForm.ts'

const MODEL = `0x${'1f'.repeat(32)}`
const SIGNER = `0x${'bb'.repeat(20)}`
const PEER = '12D3KooWG3fKXq2n8ZjGcE28pF2D3ohBm8Nf7JRRHCvBykpmf1R7'

describe('parseDraft', () => {
  it('returns the offer that a draft was made of', () => {
    const offer = anOffer({ pricePer1kInputBytes: 1n, pricePer1kOutputTokens: 123_456_789n })
    assert.deepEqual(parseDraft(draftOf(offer)), { offer })
  })

  it('says what is wrong with each control', () => {
    const draft = { ...draftOf(anOffer()), modelId: '0x12', inputPrice: '-1', outputPrice: '1e3' }
    const parsed = parseDraft({ ...draft, concurrency: '0' })
    assert.ok('problems' in parsed)
    const names = Object.keys(parsed.problems).sort()
    assert.deepEqual(names, ['concurrency', 'inputPrice', 'modelId', 'outputPrice'])
  })

  it('refuses a price that no voucher can carry', () => {
    const parsed = parseDraft({ ...draftOf(anOffer()), outputPrice: '281474977' })
    assert.ok('problems' in parsed && parsed.problems.outputPrice)
  })
})

describe('sameOffers', () => {
  it('does not mind the order', () => {
    const [a, b] = [anOffer(), anOffer({ role: 'tools' })]
    assert.ok(sameOffers([a, b], [b, a]))
    assert.ok(!sameOffers([a], [a, b]))
    assert.ok(!sameOffers([a], [anOffer({ pricePer1kOutputTokens: 20_001n })]))
  })
})

describe('previewPay', () => {
  it('takes the fee off what 600 bytes and 1,000 tokens cost, rounded as the contract does', () => {
    assert.deepEqual(previewPay(anOffer(), 250n), { gross: 20_600n, fee: 515n, net: 20_085n })
    const free = anOffer({ pricePer1kInputBytes: 0n, pricePer1kOutputTokens: 0n })
    assert.deepEqual(previewPay(free, 250n), { gross: 0n, fee: 0n, net: 0n })
  })
})

describe('parseInitOutput', () => {
  it('finds signer, peer id and models in the table', () => {
    const text = [
      'configuration  /home/me/.witan/config.json',
      `signer         0x${'BB'.repeat(20)}`,
      `peer id        ${PEER}`,
      `serves         math ${MODEL}`,
      `               tools 0x${'2e'.repeat(32)}`,
    ].join('\n')
    const { signer, peerId, offers } = parseInitOutput(text)
    assert.deepEqual([signer, peerId], [SIGNER, PEER])
    assert.deepEqual(
      offers.map(({ role, modelId }) => [role, modelId]),
      [
        ['math', MODEL],
        ['tools', `0x${'2e'.repeat(32)}`],
      ],
    )
  })

  it('takes prices too from the JSON', () => {
    const offer = {
      role: 'math',
      modelId: MODEL,
      pricePer1kInputBytes: '1000',
      pricePer1kOutputTokens: '20000',
      concurrency: 2,
    }
    const text = JSON.stringify({
      signer: SIGNER,
      peerId: PEER,
      offers: [offer, { role: 'chess' }],
    })
    const found = parseInitOutput(text)
    assert.deepEqual([found.signer, found.peerId], [SIGNER, PEER])
    assert.deepEqual(found.offers, [draftOf(anOffer({ concurrency: 2 }))])
  })

  it('leaves open what is not there', () => {
    for (const text of ['', 'hello', '{"a":1}', '{', '[]', 'null']) {
      assert.deepEqual(parseInitOutput(text), { signer: undefined, peerId: undefined, offers: [] })
    }
  })
})
