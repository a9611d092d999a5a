/**
 * XChaCha20-Poly1305 alone is not key-committing: one ciphertext can be crafted that opens under two keys.
 * Here that ciphertext is really crafted, shown to open under both keys, and refused as an envelope.
 */

import assert from 'node:assert/strict'
import { createCipheriv } from 'node:crypto'
import { before, describe, it } from 'node:test'
import { concatBytes, fromHex, u32, utf8 } from '#protocol/bytes.ts'
import { encodeSealingContext, type SealingContext } from '#protocol/envelope.ts'
import { isWitanError } from '#protocol/errors.ts'
import { REQUEST_FRAME_BYTES } from '#protocol/limits.ts'
import { aSealingContext } from '#testing/aSealingContext.ts'
import { deriveKeys, type SealingKeys } from './deriveKeys.ts'
import { encodeEnvelope } from './envelopeLayout.ts'
import { openRequest } from './openRequest.ts'
import { createSealingKeyPair, type SealingKeyPair } from './sealingKeyPair.ts'
import { sodium, sodiumReady } from './sodium.ts'

const P = (1n << 130n) - 5n
const TWO_128 = 1n << 128n
const R_CLAMP = 0x0ffffffc0ffffffc0ffffffc0fffffffn
const FINAL = 3

/** One receiver that the attacker wants the ciphertext to open for. */
type Receiver = { key: Uint8Array; associated: Uint8Array }

const little = (bytes: Uint8Array) =>
  bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
const bytes16 = (value: bigint) =>
  Uint8Array.from({ length: 16 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n))

function invert(value: bigint): bigint {
  let result = 1n
  let base = ((value % P) + P) % P
  for (let exponent = P - 2n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % P
    base = (base * base) % P
  }
  return result
}

/** ChaCha20 keystream from a block on, under the stream key and nonce that secretstream derives. */
function keystream(key: Uint8Array, header: Uint8Array, block: number, length: number): Uint8Array {
  const subkey = hChaCha20(key, header.subarray(0, 16))
  const iv = Buffer.alloc(16)
  iv.writeUInt32LE(block, 0)
  iv.writeUInt32LE(1, 4) // secretstream's message counter starts at 1
  iv.set(header.subarray(16, 24), 8)
  return createCipheriv('chacha20', subkey, iv).update(new Uint8Array(length))
}

function hChaCha20(key: Uint8Array, input: Uint8Array): Uint8Array {
  const words = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574]
  const view = new DataView(concatBytes(key, input).buffer)
  for (let i = 0; i < 12; i++) words.push(view.getUint32(4 * i, true))
  const x = Uint32Array.from(words)
  const rotate = (value: number, by: number) => (value << by) | (value >>> (32 - by))
  const quarter = (a: number, b: number, c: number, d: number) => {
    for (const [add, to, by] of [
      [b, d, 16],
      [d, b, 12],
      [b, d, 8],
      [d, b, 7],
    ] as const) {
      const into = to === d ? a : c
      x[into] = x[into]! + x[add]!
      x[to] = rotate(x[to]! ^ x[into]!, by)
    }
  }
  for (let round = 0; round < 10; round++) {
    for (const i of [0, 1, 2, 3]) quarter(i, i + 4, i + 8, i + 12)
    for (const i of [0, 1, 2, 3])
      quarter(i, 4 + ((i + 1) % 4), 8 + ((i + 2) % 4), 12 + ((i + 3) % 4))
  }
  const out = new Uint8Array(32)
  const outView = new DataView(out.buffer)
  for (const [i, word] of [0, 1, 2, 3, 12, 13, 14, 15].entries())
    outView.setUint32(4 * i, x[word]!, true)
  return out
}

/** Returns Poly1305's 16-byte blocks of one secretstream chunk, as it authenticates them. */
function macBlocks(
  receiver: Receiver,
  header: Uint8Array,
  tagByte: number,
  body: Uint8Array,
): bigint[] {
  const tagBlock = keystream(receiver.key, header, 1, 64)
  tagBlock[0] = tagByte
  const pad = new Uint8Array((16 - (receiver.associated.length % 16)) % 16)
  const sizes = new Uint8Array(16)
  new DataView(sizes.buffer).setUint32(0, receiver.associated.length, true)
  new DataView(sizes.buffer).setUint32(8, 64 + body.length, true)
  const input = concatBytes(receiver.associated, pad, tagBlock, body, sizes)
  return Array.from(
    { length: input.length / 16 },
    (_, i) => little(input.subarray(16 * i, 16 * i + 16)) + TWO_128,
  )
}

/** Returns one chunk that secretstream opens as its last under both receivers' keys, and the header for it. */
function craftChunk(receivers: readonly [Receiver, Receiver]): {
  header: Uint8Array
  chunk: Uint8Array
} {
  for (;;) {
    const header = sodium.randombytes_buf(24)
    const tagBytes = receivers.map(({ key }) => keystream(key, header, 1, 1)[0]! ^ FINAL)
    if (tagBytes[0] !== tagBytes[1]) continue
    const body = sodium.randombytes_buf(REQUEST_FRAME_BYTES)
    // for the first receiver the padding is right too: the payload fills the whole frame
    const mask = keystream(receivers[0].key, header, 2, 4)
    body.set(u32(REQUEST_FRAME_BYTES - 4).map((byte, i) => byte ^ mask[i]!))
    const mac = bytes16(little(sodium.randombytes_buf(16)))
    const solved = solveBlocks(receivers, header, tagBytes[0]!, body, little(mac))
    if (solved === undefined) continue
    body.set(solved[0], 16)
    body.set(solved[1], 32)
    return { header, chunk: concatBytes(Uint8Array.of(tagBytes[0]!), body, mac) }
  }
}

/** Solves for the second and third block of the body so that both keys give the same authenticator. */
function solveBlocks(
  receivers: readonly [Receiver, Receiver],
  header: Uint8Array,
  tagByte: number,
  body: Uint8Array,
  mac: bigint,
): [Uint8Array, Uint8Array] | undefined {
  const [first, second] = receivers.map((receiver) => {
    const macKey = keystream(receiver.key, header, 0, 32)
    const r = little(macKey.subarray(0, 16)) & R_CLAMP
    const target = (mac - little(macKey.subarray(16, 32)) + 2n * TWO_128) % TWO_128
    const blocks = macBlocks(receiver, header, tagByte, body)
    const at = blocks.length - REQUEST_FRAME_BYTES / 16
    blocks[at] = TWO_128
    blocks[at + 1] = TWO_128
    const known = blocks.reduce((sum, block) => ((sum + block) * r) % P, 0n)
    const power = (n: number) =>
      Array.from({ length: n }).reduce((sum: bigint) => (sum * r) % P, 1n)
    return {
      a: power(blocks.length - at),
      b: power(blocks.length - at - 1),
      right: (((target - known) % P) + P) % P,
    }
  }) as [Equation, Equation]
  const inverse = invert(first.a * second.b - second.a * first.b)
  const x = (((first.right * second.b - second.right * first.b) % P) * inverse) % P
  const y = (((first.a * second.right - second.a * first.right) % P) * inverse) % P
  const [u, v] = [(x + P) % P, (y + P) % P]
  return u < TWO_128 && v < TWO_128 ? [bytes16(u), bytes16(v)] : undefined
}

type Equation = { a: bigint; b: bigint; right: bigint }

function keysFor(
  context: SealingContext,
  ephemeral: { publicKey: Uint8Array; privateKey: Uint8Array },
): SealingKeys {
  const nodeKey = fromHex(context.sealingKey)
  return deriveKeys({
    privateKey: ephemeral.privateKey,
    peerPublicKey: nodeKey,
    ephemeralKey: ephemeral.publicKey,
    nodeKey,
    context: encodeSealingContext(context),
  })
}

describe('key commitment', () => {
  before(sodiumReady)

  it('refuses a ciphertext that secretstream itself opens under two keys', () => {
    const nodes = [createSealingKeyPair(), createSealingKeyPair()] as [
      SealingKeyPair,
      SealingKeyPair,
    ]
    const contexts = nodes.map(({ publicKey }) => aSealingContext({ sealingKey: publicKey }))
    const ephemeral = sodium.crypto_kx_keypair()
    const keys = contexts.map((context) => keysFor(context, ephemeral)) as [
      SealingKeys,
      SealingKeys,
    ]
    const receivers = contexts.map((context, i) => ({
      key: keys[i]!.request,
      associated: concatBytes(utf8('request'), encodeSealingContext(context)),
    })) as [Receiver, Receiver]

    const { header, chunk } = craftChunk(receivers)

    for (const { key, associated } of receivers) {
      const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(header, key)
      const pulled = sodium.crypto_secretstream_xchacha20poly1305_pull(state, chunk, associated)
      assert.ok(pulled, 'the crafted chunk opens under both keys without a commitment')
      assert.equal(pulled.tag, FINAL)
    }
    const openedUnder = keys.map(({ commitment }) => {
      const envelope = encodeEnvelope({
        ephemeralKey: ephemeral.publicKey,
        commitment,
        streamHeader: header,
        frames: [chunk],
      })
      return contexts.flatMap((context, i) => (refuses(context, nodes[i]!, envelope) ? [] : [i]))
    })
    assert.deepEqual(openedUnder, [[0], []], 'only the committed key opens it')
  })

  it('gives two nodes, jobs or requests never the same commitment', () => {
    const keyPair = createSealingKeyPair()
    const ephemeral = sodium.crypto_kx_keypair()
    const contexts = [
      aSealingContext({ sealingKey: keyPair.publicKey }),
      aSealingContext({ sealingKey: keyPair.publicKey, maxOutputTokens: 1 }),
      aSealingContext({ sealingKey: createSealingKeyPair().publicKey }),
    ]

    const commitments = [
      ...contexts.map((context) => keysFor(context, ephemeral)),
      keysFor(contexts[0]!, sodium.crypto_kx_keypair()),
    ].map(({ commitment }) => sodium.to_hex(commitment))

    assert.equal(new Set(commitments).size, 4)
  })
})

function refuses(context: SealingContext, keyPair: SealingKeyPair, envelope: Uint8Array): boolean {
  try {
    openRequest(context, keyPair, envelope)
    return false
  } catch (error) {
    return isWitanError(error, 'ENVELOPE_INVALID')
  }
}
