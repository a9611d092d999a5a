/** Reads back what gguf.ts writes: enough to change a model's weights and write it again. */

import type { Metadata, Tensor, TensorType } from './gguf.ts'

/** A model file taken apart; values of quantised tensors are what llama.cpp computes with. */
export type DecodedGguf = {
  readonly metadata: Readonly<Record<string, Metadata>>
  readonly tensors: readonly Tensor[]
}

const ALIGNMENT = 32
const BLOCK = 32
const VERSION = 3
const TENSOR_TYPES: Readonly<Record<number, TensorType>> = {
  0: 'F32',
  1: 'F16',
  2: 'Q4_0',
  8: 'Q8_0',
}
const BLOCK_BYTES = { Q8_0: 34, Q4_0: 18 } as const

/**
 * Returns the metadata and the tensors of a GGUF file.
 *
 * @param file - The whole file.
 * @throws {Error} when it is no GGUF of version 3, or holds a type that gguf.ts does not write.
 */
export function decodeGguf(file: Uint8Array): DecodedGguf {
  const reader = createReader(file)
  if (reader.bytes(4).toString('latin1') !== 'GGUF' || reader.u32() !== VERSION)
    throw new Error(`The file is not a GGUF of version ${VERSION}.`)
  const tensorCount = reader.u64()
  const entryCount = reader.u64()
  const metadata: Record<string, Metadata> = {}
  for (let entry = 0; entry < entryCount; entry++)
    metadata[reader.text()] = readMetadata(reader, reader.u32())
  const heads = Array.from({ length: tensorCount }, () => ({
    name: reader.text(),
    shape: Array.from({ length: reader.u32() }, () => reader.u64()).reverse(),
    type: typeOf(reader.u32()),
    offset: reader.u64(),
  }))
  const start = Math.ceil(reader.position() / ALIGNMENT) * ALIGNMENT
  const view = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  const tensors = heads.map(({ name, shape, type, offset }) => {
    const count = shape.reduce((product, length) => product * length, 1)
    return { name, shape, type, values: readValues(view.subarray(start + offset), count, type) }
  })
  return { metadata, tensors }
}

function typeOf(number: number): TensorType {
  const type = TENSOR_TYPES[number]
  if (!type) throw new Error(`Tensors of type ${number} cannot be read.`)
  return type
}

type Reader = ReturnType<typeof createReader>

function createReader(file: Uint8Array) {
  const view = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  let at = 0
  const bytes = (count: number): Buffer => {
    at += count
    return view.subarray(at - count, at)
  }
  const u64 = (): number => Number(bytes(8).readBigUInt64LE())
  return {
    position: () => at,
    bytes,
    u32: (): number => bytes(4).readUInt32LE(),
    i32: (): number => bytes(4).readInt32LE(),
    f32: (): number => bytes(4).readFloatLE(),
    u64,
    text: (): string => bytes(u64()).toString('utf8'),
  }
}

function readMetadata(reader: Reader, type: number): Metadata {
  switch (type) {
    case 4:
      return { type: 'u32', value: reader.u32() }
    case 5:
      return { type: 'i32', value: reader.i32() }
    case 6:
      return { type: 'f32', value: reader.f32() }
    case 7:
      return { type: 'bool', value: reader.bytes(1)[0] === 1 }
    case 8:
      return { type: 'string', value: reader.text() }
    case 9:
      return readArray(reader, reader.u32())
    default:
      throw new Error(`Metadata of type ${type} cannot be read.`)
  }
}

function readArray(reader: Reader, itemType: number): Metadata {
  const length = reader.u64()
  if (itemType === 8) return { type: 'strings', value: Array.from({ length }, () => reader.text()) }
  if (itemType === 5) return { type: 'integers', value: Array.from({ length }, () => reader.i32()) }
  throw new Error(`Lists of type ${itemType} cannot be read.`)
}

function readValues(bytes: Buffer, count: number, type: TensorType): Float32Array {
  switch (type) {
    case 'F32':
      return Float32Array.from({ length: count }, (_, index) => bytes.readFloatLE(index * 4))
    case 'F16':
      return Float32Array.from({ length: count }, (_, index) =>
        fromHalf(bytes.readUInt16LE(index * 2)),
      )
    case 'Q8_0':
    case 'Q4_0':
      return readBlocks(bytes, count, type)
  }
}

function readBlocks(bytes: Buffer, count: number, type: 'Q8_0' | 'Q4_0'): Float32Array {
  const values = new Float32Array(count)
  for (let index = 0; index < count; index++) {
    const block = Math.floor(index / BLOCK) * BLOCK_BYTES[type]
    const place = index % BLOCK
    const scale = fromHalf(bytes.readUInt16LE(block))
    values[index] =
      scale * (type === 'Q8_0' ? bytes.readInt8(block + 2 + place) : q4Level(bytes, block, place))
  }
  return values
}

function q4Level(bytes: Buffer, block: number, place: number): number {
  const pair = bytes[block + 2 + (place % (BLOCK / 2))]!
  return (place < BLOCK / 2 ? pair & 15 : pair >> 4) - 8
}

/** Returns the number that half-precision bits stand for. */
export function fromHalf(half: number): number {
  const exponent = (half >> 10) & 31
  const fraction = half & 1023
  const size = exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15)
  return half & 0x8000 ? -size : size
}
