import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { toHex } from '#protocol/bytes.ts'
import { isWitanError } from '#protocol/errors.ts'
import { type NodeId, parseJobId } from '#protocol/ids.ts'
import { MODES } from '#protocol/mode.ts'
import { ROLES } from '#protocol/role.ts'
import { anOffer, aPeerId } from '#testing/chainFixtures.ts'
import { addressOf } from './addressOf.ts'
import { createSessionKey } from './createSessionKey.ts'
import { offerArgs, parseOffer } from './offer.ts'
import { peerIdFromBytes, peerIdToBytes } from './peerId.ts'
import { sendInTurn } from './sendInTurn.ts'
import { dollars, instant } from './sentences/table.ts'
import { shownUrl } from './shownUrl.ts'
import { packHead, ROW_STATUSES, rowStatusOf, unpackHead } from './voucherHead.ts'

describe('packHead', () => {
  it('property: unpackHead gives the voucher back, whatever the status byte holds', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 20, maxLength: 20 }),
        fc.integer({ min: 1, max: 0xffff_ffff }),
        fc.integer({ min: 0, max: 255 }),
        fc.bigInt({ min: 0n, max: 2n ** 48n - 1n }),
        fc.integer({ min: 0, max: ROW_STATUSES.length - 1 }),
        (id, nodeId, index, total, status) => {
          const voucher = { jobId: parseJobId(toHex(id)), nodeId: nodeId as NodeId, index, total }
          const head = packHead(voucher)
          assert.ok(head < 1n << 248n)
          const row = head | (BigInt(status) << 248n)
          assert.deepEqual(unpackHead(row), voucher)
          assert.equal(rowStatusOf(row), ROW_STATUSES[status])
        },
      ),
    )
  })
})

describe('peerIdToBytes', () => {
  it('property: peerIdFromBytes gives the text back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), (bytes) => {
        assert.equal(peerIdToBytes(peerIdFromBytes(toHex(bytes))), toHex(bytes))
      }),
    )
  })

  it('prints an ed25519 peer id as libp2p does', () => {
    assert.match(aPeerId('any'), /^12D3KooW[1-9A-HJ-NP-Za-km-z]{44}$/)
  })

  it('refuses what is no base58, empty or too long', () => {
    for (const text of ['', '0', 'l', '12D3KooW!', '1'.repeat(65)]) {
      assert.throws(
        () => peerIdToBytes(text),
        (error) => isWitanError(error, 'INPUT_INVALID'),
        text,
      )
    }
  })
})

describe('offerArgs', () => {
  it('property: parseOffer gives the offer back', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ROLES),
        fc.subarray([...MODES]),
        fc.bigInt({ min: 0n, max: 2n ** 48n - 1n }),
        fc.integer({ min: 0, max: 65_535 }),
        (role, modes, price, concurrency) => {
          const offer = anOffer({ role, modes, concurrency, pricePer1kOutputTokens: price })
          assert.deepEqual(parseOffer(offerArgs(offer)), offer)
        },
      ),
    )
  })

  it('leaves a role of a newer program aside', () => {
    assert.equal(parseOffer({ ...offerArgs(anOffer()), role: 200 }), undefined)
  })
})

describe('sendInTurn', () => {
  it('runs sends of one account one after the other, also after a failure', async () => {
    const order: string[] = []
    const send = (name: string, fails = false) =>
      sendInTurn('1:0xab', async () => {
        order.push(`${name} begins`)
        await Promise.resolve()
        order.push(`${name} ends`)
        if (fails) throw new Error(name)
        return name
      })

    const results = await Promise.allSettled([send('a'), send('b', true), send('c')])

    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    )
    assert.deepEqual(order, ['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  })
})

describe('shownUrl', () => {
  it('keeps no user, password, path or query', () => {
    const url = 'https://user:secret@rpc.example:8443/v2/apikey?token=secret'
    assert.equal(shownUrl(url), 'https://rpc.example:8443')
    assert.equal(shownUrl('no url with secret'), 'the RPC address')
  })
})

describe('createSessionKey', () => {
  it('gives another key each time, with its address', () => {
    const [a, b] = [createSessionKey(), createSessionKey()]
    assert.notEqual(a.privateKey, b.privateKey)
    assert.equal(a.address, addressOf(a.privateKey))
  })
})

describe('sentences', () => {
  it('write money and time as people read them', () => {
    assert.equal(dollars(1_500_000), '1.50 dollars')
    assert.equal(instant(1_900_000_000n), '2030-03-17 17:46:40 UTC')
    assert.equal(instant(2n ** 256n - 1n), `time ${2n ** 256n - 1n}`)
  })
})
