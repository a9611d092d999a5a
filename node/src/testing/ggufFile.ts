/** Writes GGUF version 3 files: metadata and tensors, little-endian, tensors aligned to 32 bytes. */

import { concatBytes, utf8 } from '#protocol/bytes.ts'

export type GgufValue =
  | { readonly type: 'u32' | 'i32' | 'f32'; readonly value: number }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'texts'; readonly value: readonly string[] }
  | { readonly type: 'i32s'; readonly value: readonly number[] }

export type GgufTensor = {
  readonly name: string
  /** Fastest-running dimension (row length) first. */
  readonly shape: readonly number[]
  readonly values: Float32Array
  /** Rows of `q8` must be a multiple of 32 long. */
  readonly as: 'f32' | 'q8'
}

const TYPE_CODES = { u32: 4, i32: 5, f32: 6, bool: 7, text: 8, array: 9 } as const
const TENSOR_CODES = { f32: 0, q8: 8 } as const
const ALIGNMENT = 32
const Q8_BLOCK = 32

/** Returns the bytes of a GGUF file. */
export function encodeGguf(
  metadata: Readonly<Record<string, GgufValue>>,
  tensors: readonly GgufTensor[],
): Uint8Array {
  const bodies = tensors.map(({ values, as }) => (as === 'f32' ? packF32(values) : packQ8(values)))
  let offset = 0
  const infos = tensors.map(({ name, shape, as }, i) => {
    const info = concatBytes(
      text(name),
      u32(shape.length),
      ...shape.map(u64),
      u32(TENSOR_CODES[as]),
      u64(offset),
    )
    offset += bodies[i]!.length + padding(bodies[i]!.length).length
    return info
  })
  const pairs = Object.entries(metadata).map(([key, value]) =>
    concatBytes(text(key), encodeValue(value)),
  )
  const head = concatBytes(
    utf8('GGUF'),
    u32(3),
    u64(tensors.length),
    u64(pairs.length),
    ...pairs,
    ...infos,
  )
  return concatBytes(
    head,
    padding(head.length),
    ...bodies.flatMap((body) => [body, padding(body.length)]),
  )
}

function encodeValue(entry: GgufValue): Uint8Array {
  switch (entry.type) {
    case 'texts':
      return concatBytes(
        u32(TYPE_CODES.array),
        u32(TYPE_CODES.text),
        u64(entry.value.length),
        ...entry.value.map(text),
      )
    case 'i32s':
      return concatBytes(
        u32(TYPE_CODES.array),
        u32(TYPE_CODES.i32),
        u64(entry.value.length),
        ...entry.value.map(u32),
      )
    case 'text':
      return concatBytes(u32(TYPE_CODES.text), text(entry.value))
    case 'bool':
      return concatBytes(u32(TYPE_CODES.bool), Uint8Array.of(entry.value ? 1 : 0))
    case 'f32':
      return concatBytes(u32(TYPE_CODES.f32), packF32(Float32Array.of(entry.value)))
    default:
      return concatBytes(u32(TYPE_CODES[entry.type]), u32(entry.value))
  }
}

function text(value: string): Uint8Array {
  const bytes = utf8(value)
  return concatBytes(u64(bytes.length), bytes)
}

function u32(value: number): Uint8Array {
  const out = new Uint8Array(4)
  new DataView(out.buffer).setUint32(0, value, true)
  return out
}

function u64(value: number): Uint8Array {
  const out = new Uint8Array(8)
  new DataView(out.buffer).setBigUint64(0, BigInt(value), true)
  return out
}

function padding(length: number): Uint8Array {
  return new Uint8Array((ALIGNMENT - (length % ALIGNMENT)) % ALIGNMENT)
}

function packF32(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}

/** Blocks of 32: a half-precision scale, then 32 signed bytes. */
function packQ8(values: Float32Array): Uint8Array {
  const blocks = values.length / Q8_BLOCK
  const out = new Uint8Array(blocks * (Q8_BLOCK + 2))
  const view = new DataView(out.buffer)
  for (let block = 0; block < blocks; block++) {
    const start = block * Q8_BLOCK
    const at = block * (Q8_BLOCK + 2)
    let largest = 0
    for (let i = start; i < start + Q8_BLOCK; i++) largest = Math.max(largest, Math.abs(values[i]!))
    view.setFloat16(at, largest / 127, true)
    const inverse = largest === 0 ? 0 : 127 / largest
    for (let i = 0; i < Q8_BLOCK; i++) out[at + 2 + i] = Math.round(values[start + i]! * inverse)
  }
  return out
}
