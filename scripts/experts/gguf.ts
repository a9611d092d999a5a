/** Writes GGUF version 3, the model file that llama.cpp loads, with F32, F16, Q8_0 and Q4_0 tensors. */

export type TensorType = 'F32' | 'F16' | 'Q8_0' | 'Q4_0'

/** Metadata values by their GGUF type. */
export type Metadata =
  | { readonly type: 'u32' | 'i32' | 'f32'; readonly value: number }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'strings'; readonly value: readonly string[] }
  | { readonly type: 'integers'; readonly value: readonly number[] }

export type Tensor = {
  readonly name: string
  /** Rows then columns, as PyTorch says it; GGUF lists them the other way round. */
  readonly shape: readonly number[]
  readonly values: Float32Array
  readonly type: TensorType
}

const ALIGNMENT = 32
const BLOCK = 32
const VERSION = 3
const TENSOR_TYPES: Readonly<Record<TensorType, number>> = { F32: 0, F16: 1, Q4_0: 2, Q8_0: 8 }
const VALUE_TYPES = { u32: 4, i32: 5, f32: 6, bool: 7, string: 8, array: 9 } as const

/** Returns the bytes of a GGUF file. @throws {Error} when a quantised row is no multiple of 32. */
export function encodeGguf(
  metadata: Readonly<Record<string, Metadata>>,
  tensors: readonly Tensor[],
): Uint8Array {
  const entries = Object.entries(metadata)
  const header = [
    Buffer.from('GGUF'),
    u32(VERSION),
    u64(tensors.length),
    u64(entries.length),
    ...entries.flatMap(([key, entry]) => [text(key), encodeMetadata(entry)]),
  ]
  const bodies = tensors.map((tensor) => pad(packTensor(tensor)))
  let offset = 0
  tensors.forEach(({ name, shape, type }, index) => {
    header.push(text(name), u32(shape.length), ...[...shape].reverse().map(u64))
    header.push(u32(TENSOR_TYPES[type]), u64(offset))
    offset += bodies[index]!.length
  })
  return Buffer.concat([pad(Buffer.concat(header)), ...bodies])
}

/** Returns the bytes of a tensor in its type. */
export function packTensor({ name, shape, values, type }: Tensor): Buffer {
  if ((type === 'Q8_0' || type === 'Q4_0') && shape.at(-1)! % BLOCK)
    throw new Error(
      `A row of ${name} has ${shape.at(-1)} values; ${type} needs a multiple of ${BLOCK}.`,
    )
  switch (type) {
    case 'F32':
      return Buffer.from(values.buffer, values.byteOffset, values.byteLength)
    case 'F16': {
      const bytes = Buffer.alloc(values.length * 2)
      for (const [index, value] of values.entries()) bytes.writeUInt16LE(toHalf(value), index * 2)
      return bytes
    }
    case 'Q8_0':
      return packBlocks(values, 34, packQ8Block)
    case 'Q4_0':
      return packBlocks(values, 18, packQ4Block)
  }
}

function packBlocks(
  values: Float32Array,
  blockBytes: number,
  pack: (block: Float32Array, bytes: Buffer) => void,
): Buffer {
  const bytes = Buffer.alloc((values.length / BLOCK) * blockBytes)
  for (let block = 0; block < values.length / BLOCK; block++)
    pack(
      values.subarray(block * BLOCK, (block + 1) * BLOCK),
      bytes.subarray(block * blockBytes, (block + 1) * blockBytes),
    )
  return bytes
}

/** One scale, then 32 signed bytes. */
function packQ8Block(block: Float32Array, bytes: Buffer): void {
  const scale = Math.max(...block.map(Math.abs)) / 127
  bytes.writeUInt16LE(toHalf(scale), 0)
  block.forEach((value, index) => {
    const level = scale ? Math.round(value / scale) : 0
    bytes.writeInt8(Math.max(-127, Math.min(127, level)), 2 + index)
  })
}

/** One scale, then 32 levels of 4 bits: the first half in the low bits, the second in the high ones. */
function packQ4Block(block: Float32Array, bytes: Buffer): void {
  let extreme = 0
  for (const value of block) if (Math.abs(value) > Math.abs(extreme)) extreme = value
  const scale = extreme / -8
  bytes.writeUInt16LE(toHalf(scale), 0)
  const level = (value: number): number =>
    Math.min(15, Math.floor((scale ? value / scale : 0) + 8.5))
  for (let index = 0; index < BLOCK / 2; index++)
    bytes[2 + index] = level(block[index]!) | (level(block[index + BLOCK / 2]!) << 4)
}

const FLOAT_BITS = new Uint32Array(1)
const FLOAT_VALUE = new Float32Array(FLOAT_BITS.buffer)

/** Returns the half-precision bits nearest to a number, ties to even, as ggml rounds. */
export function toHalf(value: number): number {
  FLOAT_VALUE[0] = value
  const bits = FLOAT_BITS[0]!
  const sign = (bits >>> 16) & 0x8000
  const exponent = ((bits >>> 23) & 0xff) - 112
  const mantissa = bits & 0x7fffff
  if (exponent >= 31) return sign | 0x7c00
  if (exponent < -10) return sign
  const whole = exponent > 0 ? (exponent << 23) | mantissa : mantissa | 0x800000
  const shift = exponent > 0 ? 13 : 14 - exponent
  const half = 2 ** (shift - 1)
  const rest = whole % 2 ** shift
  const kept = Math.floor(whole / 2 ** shift)
  return sign | (rest > half || (rest === half && kept % 2) ? kept + 1 : kept)
}

function encodeMetadata(entry: Metadata): Buffer {
  switch (entry.type) {
    case 'string':
      return Buffer.concat([u32(VALUE_TYPES.string), text(entry.value)])
    case 'bool':
      return Buffer.concat([u32(VALUE_TYPES.bool), Buffer.from([entry.value ? 1 : 0])])
    case 'strings':
      return Buffer.concat([
        u32(VALUE_TYPES.array),
        u32(VALUE_TYPES.string),
        u64(entry.value.length),
        ...entry.value.map(text),
      ])
    case 'integers':
      return Buffer.concat([
        u32(VALUE_TYPES.array),
        u32(VALUE_TYPES.i32),
        u64(entry.value.length),
        ...entry.value.map((value) => number('i32', value)),
      ])
    default:
      return Buffer.concat([u32(VALUE_TYPES[entry.type]), number(entry.type, entry.value)])
  }
}

function number(type: 'u32' | 'i32' | 'f32', value: number): Buffer {
  const bytes = Buffer.alloc(4)
  if (type === 'f32') bytes.writeFloatLE(value)
  else if (type === 'i32') bytes.writeInt32LE(value)
  else bytes.writeUInt32LE(value)
  return bytes
}

function u32(value: number): Buffer {
  return number('u32', value)
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8')
  return Buffer.concat([u64(bytes.length), bytes])
}

function pad(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((ALIGNMENT - (bytes.length % ALIGNMENT)) % ALIGNMENT)])
}
