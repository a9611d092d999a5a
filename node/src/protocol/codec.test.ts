import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { encode } from 'cborg'
import fc from 'fast-check'
import { toHex } from './bytes.ts'
import {
  bigField,
  bytesField,
  decodeMessage,
  encodeMessage,
  listField,
  objectField,
  textField,
  uintField,
} from './codec.ts'
import { isWitanError } from './errors.ts'
import type { JobId, NodeId } from './ids.ts'
import { MAX_CBOR_DEPTH, MAX_CONTROL_MESSAGE_BYTES } from './limits.ts'
import type { Signature } from './signature.ts'
import { clientMessageSchema } from './taskMessages.ts'
import { voucherSchema } from './voucher.ts'

const refused = (code: string) => (error: unknown) => isWitanError(error) && error.code === code

describe('decodeMessage', () => {
  it('property: gives back what encodeMessage was given', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 20, maxLength: 20 }),
        fc.integer({ min: 1, max: 0xffff_ffff }),
        fc.integer({ min: 0, max: 31 }),
        fc.bigInt({ min: 0n, max: (1n << 48n) - 1n }),
        (job, node, index, total) => {
          const voucher = { jobId: toHex(job) as JobId, nodeId: node as NodeId, index, total }
          assert.deepEqual(
            decodeMessage(voucherSchema, encodeMessage(voucherSchema, voucher, 200), 200),
            voucher,
          )
        },
      ),
    )
  })

  it('property: random bytes are refused with a protocol error and nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        assert.throws(
          () => decodeMessage(clientMessageSchema, bytes, 300),
          refused('PEER_PROTOCOL'),
        )
      }),
      { numRuns: 2000 },
    )
  })

  it('property: a flipped bit never gives a second spelling of the same message', () => {
    const message = {
      type: 'voucher' as const,
      voucher: {
        voucher: {
          jobId: `0x${'11'.repeat(20)}` as JobId,
          nodeId: 7 as NodeId,
          index: 1,
          total: 70_000n,
        },
        signature: `0x${'22'.repeat(65)}` as Signature,
      },
    }
    const bytes = encodeMessage(clientMessageSchema, message, 400)
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const flipped = bytes.slice()
        flipped[bit >> 3]! ^= 1 << (bit & 7)
        try {
          assert.notDeepEqual(decodeMessage(clientMessageSchema, flipped, 400), message)
        } catch (error) {
          if (!isWitanError(error, 'PEER_PROTOCOL')) throw error
        }
      }),
    )
  })

  it('refuses a message over its limit before decoding it', () => {
    assert.throws(
      () => decodeMessage(textField(10), new Uint8Array(11), 10),
      refused('MESSAGE_TOO_LARGE'),
    )
  })

  it('refuses a deeply nested bomb', () => {
    const bomb = new Uint8Array(MAX_CBOR_DEPTH + 2).fill(0x81)
    assert.throws(
      () => decodeMessage(textField(1), bomb, MAX_CONTROL_MESSAGE_BYTES),
      refused('PEER_PROTOCOL'),
    )
  })

  it('refuses an array that claims four billion items in five bytes', () => {
    const bomb = new Uint8Array([0x9a, 0xff, 0xff, 0xff, 0xff])
    assert.throws(
      () => decodeMessage(listField(textField(1), 10), bomb, 100),
      refused('PEER_PROTOCOL'),
    )
  })

  it('refuses indefinite lengths, duplicate keys and unknown keys', () => {
    const schema = objectField({ a: uintField(9) })
    const indefinite = new Uint8Array([0xbf, 0x61, 0x61, 0x01, 0xff])
    const duplicate = new Uint8Array([0xa2, 0x61, 0x61, 0x01, 0x61, 0x61, 0x02])
    const extra = encode({ a: 1, b: 2 })
    for (const bytes of [indefinite, duplicate, extra]) {
      assert.throws(() => decodeMessage(schema, bytes, 100), refused('PEER_PROTOCOL'))
    }
  })

  it('refuses numbers outside their field', () => {
    for (const [schema, value] of [
      [uintField(9), 10],
      [uintField(9), -1],
      [uintField(9), 1.5],
      [bigField(48), 2n ** 48n],
      [bytesField({ exact: 2 }), new Uint8Array(3)],
    ] as const) {
      assert.throws(
        () => decodeMessage<unknown>(schema as never, encode(value), 100),
        refused('PEER_PROTOCOL'),
      )
    }
  })

  it('ignores inherited names when it chooses a variant', () => {
    const bytes = encode({ type: 'constructor' })
    assert.throws(() => decodeMessage(clientMessageSchema, bytes, 100), refused('PEER_PROTOCOL'))
  })
})
