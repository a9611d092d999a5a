/**
 * Wire encoding: deterministic CBOR, bounded before it is decoded, checked field by field after.
 * The only importer of cborg. A schema both encodes and parses one shape, so the two can't drift.
 */

import { decode, encode } from 'cborg'
import { fromHex, type Hex, toHex } from './bytes.ts'
import { WitanError } from './errors.ts'
import type { NodeId } from './ids.ts'
import { MAX_CBOR_DEPTH, MAX_CBOR_ITEMS } from './limits.ts'

/** Turns a value into CBOR-able data and unknown data back into the value. */
export type Schema<T> = {
  readonly toWire: (value: T) => unknown
  /** @throws {WitanError} PEER_PROTOCOL naming the field. */
  readonly fromWire: (raw: unknown, path: string) => T
}

/** Any schema, whatever it parses. */
type AnySchema = {
  readonly toWire: (value: never) => unknown
  readonly fromWire: (raw: unknown, path: string) => unknown
}

/** The type that a schema parses. */
export type Infer<S extends AnySchema> = ReturnType<S['fromWire']>

/** Returns the CBOR bytes of a value. @throws {WitanError} MESSAGE_TOO_LARGE above `maxBytes`. */
export function encodeMessage<T>(schema: Schema<T>, value: T, maxBytes: number): Uint8Array {
  const bytes = encode(schema.toWire(value))
  assertSize(bytes.length, maxBytes)
  return bytes
}

/**
 * Returns the value in CBOR bytes that a peer sent.
 *
 * @throws {WitanError} MESSAGE_TOO_LARGE above `maxBytes`; PEER_PROTOCOL when it is not bounded,
 * canonical CBOR of this schema.
 */
export function decodeMessage<T>(schema: Schema<T>, bytes: Uint8Array, maxBytes: number): T {
  assertSize(bytes.length, maxBytes)
  assertBounded(bytes)
  let raw: unknown
  try {
    raw = decode(bytes, {
      strict: true,
      allowIndefinite: false,
      allowUndefined: false,
      allowInfinity: false,
      allowNaN: false,
      rejectDuplicateMapKeys: true,
    })
  } catch (cause) {
    throw new WitanError('PEER_PROTOCOL', 'The message is not valid CBOR.', { cause })
  }
  return schema.fromWire(raw, '')
}

/** Byte string of at most `max` bytes, or of exactly `exact`. */
export function bytesField(bound: { max: number } | { exact: number }): Schema<Uint8Array> {
  return {
    toWire: (value) => value,
    fromWire: (raw, path) => {
      if (!(raw instanceof Uint8Array)) return refuse(path, 'bytes')
      if ('exact' in bound ? raw.length !== bound.exact : raw.length > bound.max) {
        return refuse(
          path,
          'exact' in bound ? `${bound.exact} bytes` : `at most ${bound.max} bytes`,
        )
      }
      return raw
    },
  }
}

/** Fixed-size id or hash: hex in the program, bytes on the wire. */
export function hexField<T extends Hex>(bytes: number, parse: (text: string) => T): Schema<T> {
  return {
    toWire: (value) => fromHex(value, bytes),
    fromWire: (raw, path) =>
      raw instanceof Uint8Array && raw.length === bytes
        ? parse(toHex(raw))
        : refuse(path, `${bytes} bytes`),
  }
}

/** Unsigned integer of 0 to `max`. */
export function uintField(max: number, min = 0): Schema<number> {
  return {
    toWire: (value) => value,
    fromWire: (raw, path) =>
      Number.isInteger(raw) && (raw as number) >= min && (raw as number) <= max
        ? (raw as number)
        : refuse(path, `an integer of ${min} to ${max}`),
  }
}

/** Number that NodeRegistry gave to a node. */
export const nodeIdField = uintField(0xffff_ffff, 1) as unknown as Schema<NodeId>

/** Unsigned integer of up to `bits` bits, as bigint in the program. */
export function bigField(bits: number): Schema<bigint> {
  const limit = 1n << BigInt(bits)
  return {
    toWire: (value) => value,
    fromWire: (raw, path) => {
      const value =
        typeof raw === 'bigint' ? raw : Number.isSafeInteger(raw) ? BigInt(raw as number) : -1n
      return value >= 0n && value < limit
        ? value
        : refuse(path, `an unsigned integer of ${bits} bits`)
    },
  }
}

/** Text of at most `max` characters. */
export function textField(max: number): Schema<string> {
  return {
    toWire: (value) => value,
    fromWire: (raw, path) =>
      typeof raw === 'string' && raw.length <= max
        ? raw
        : refuse(path, `text of at most ${max} characters`),
  }
}

/** A text parsed by a function that throws on anything unknown. */
export function namedField<T extends string>(parse: (value: unknown) => T): Schema<T> {
  return {
    toWire: (value) => value,
    fromWire: (raw, path) => {
      try {
        return parse(typeof raw === 'string' ? raw : undefined)
      } catch {
        return refuse(path, 'a known name')
      }
    },
  }
}

/** List of at most `max` items. */
export function listField<T>(item: Schema<T>, max: number): Schema<readonly T[]> {
  return {
    toWire: (values) => values.map((value) => item.toWire(value)),
    fromWire: (raw, path) =>
      Array.isArray(raw) && raw.length <= max
        ? raw.map((value, i) => item.fromWire(value, `${path}[${i}]`))
        : refuse(path, `a list of at most ${max}`),
  }
}

/** Map with exactly these keys. */
export function objectField<F extends Record<string, AnySchema>>(
  fields: F,
): Schema<{ readonly [K in keyof F]: Infer<F[K]> }> {
  const names = Object.keys(fields)
  return {
    toWire: (value) =>
      Object.fromEntries(
        names.map((name) => [name, fields[name]!.toWire(value[name as keyof F] as never)]),
      ),
    fromWire: (raw, path) => {
      if (
        typeof raw !== 'object' ||
        raw === null ||
        raw instanceof Uint8Array ||
        Array.isArray(raw)
      ) {
        return refuse(path, 'a map')
      }
      const extra = Object.keys(raw).find((name) => !Object.hasOwn(fields, name))
      if (extra !== undefined) return refuse(path, `no key beside ${names.join(', ')}`)
      return Object.fromEntries(
        names.map((name) => [
          name,
          fields[name]!.fromWire((raw as Record<string, unknown>)[name], `${path}.${name}`),
        ]),
      ) as never
    },
  }
}

/** One of several maps, told apart by their `type`. */
export function unionField<V extends Record<string, AnySchema>>(
  variants: V,
): Schema<{ [K in keyof V]: { readonly type: K } & Infer<V[K]> }[keyof V]> {
  return {
    toWire: (value) => {
      const { type, ...rest } = value
      return { type, ...(variants[type]!.toWire(rest as never) as object) }
    },
    fromWire: (raw, path) => {
      const type = (raw as { type?: unknown } | null)?.type
      if (typeof type !== 'string' || !Object.hasOwn(variants, type)) {
        return refuse(`${path}.type`, `one of ${Object.keys(variants).join(', ')}`)
      }
      const { type: _, ...rest } = raw as Record<string, unknown>
      return { type, ...(variants[type]!.fromWire(rest, path) as object) } as never
    },
  }
}

function refuse(path: string, expected: string): never {
  throw new WitanError('PEER_PROTOCOL', `Field ${path || '(message)'} is not ${expected}.`, {
    meta: { field: path },
  })
}

function assertSize(length: number, maxBytes: number): void {
  if (length > maxBytes) {
    throw new WitanError(
      'MESSAGE_TOO_LARGE',
      `A message of ${length} bytes is over the limit of ${maxBytes}.`,
      {
        meta: { length, maxBytes },
      },
    )
  }
}

/** Walks the item headers without building anything, so that a bomb costs one linear scan of a small message. */
function assertBounded(bytes: Uint8Array): void {
  const open: number[] = []
  let items = 0
  for (let at = 0; at < bytes.length; ) {
    if (++items > MAX_CBOR_ITEMS) refuse('', `of at most ${MAX_CBOR_ITEMS} items`)
    const { major, value, next } = readHeader(bytes, at)
    at = next + (major === 2 || major === 3 ? value : 0)
    const children = major === 4 ? value : major === 5 ? 2 * value : major === 6 ? 1 : 0
    if (children > MAX_CBOR_ITEMS) refuse('', `of at most ${MAX_CBOR_ITEMS} items`)
    if (open.length > 0) open[open.length - 1]!--
    if (children > 0) open.push(children)
    if (open.length > MAX_CBOR_DEPTH) refuse('', `nested at most ${MAX_CBOR_DEPTH} deep`)
    while (open.at(-1) === 0) open.pop()
  }
}

function readHeader(bytes: Uint8Array, at: number): { major: number; value: number; next: number } {
  const major = bytes[at]! >> 5
  const low = bytes[at]! & 31
  if (low < 24) return { major, value: low, next: at + 1 }
  const width = { 24: 1, 25: 2, 26: 4, 27: 8 }[low]
  if (width === undefined || at + 1 + width > bytes.length)
    return refuse('', 'definite-length CBOR')
  let value = 0
  for (let i = 0; i < width; i++) value = value * 256 + bytes[at + 1 + i]!
  return { major, value: major === 7 ? 0 : value, next: at + 1 + width }
}
