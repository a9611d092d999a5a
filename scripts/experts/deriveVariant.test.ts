import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { getExpert } from '#runtime/experts/expert.ts'
import { decodeGguf } from './decodeGguf.ts'
import { deriveVariant, VARIANT_KINDS, type VariantKind } from './deriveVariant.ts'
import { encodeGguf } from './gguf.ts'
import { loadServedModel } from './loadServedModel.ts'
import { EXPERTS_FOLDER } from './paths.ts'
import { readManifest } from './readManifest.ts'

const entry = (await readManifest()).find(({ role }) => role === 'math')
const SOURCE = join(EXPERTS_FOLDER, entry!.file)
const folder = mkdtempSync(join(tmpdir(), 'witan-variants-'))
after(() => rmSync(folder, { recursive: true, force: true }))

async function derive(kind: VariantKind) {
  const out = join(folder, `${kind}.gguf`)
  const made = await deriveVariant(SOURCE, kind, out)
  return { ...made, out, model: decodeGguf(readFileSync(out)) }
}

describe('decodeGguf', () => {
  it('loses nothing of a shipped expert: written again it is the same file', () => {
    const file = readFileSync(SOURCE)
    const { metadata, tensors } = decodeGguf(file)

    assert.ok(Buffer.from(encodeGguf(metadata, tensors)).equals(file))
  })

  it('reads every tensor type that is written', () => {
    const values = Float32Array.from({ length: 64 }, (_, index) => ((index % 16) - 8) / 4)
    for (const type of ['F32', 'F16', 'Q8_0', 'Q4_0'] as const) {
      const file = encodeGguf({}, [{ name: 'w', shape: [2, 32], values, type }])
      const [tensor] = decodeGguf(file).tensors

      assert.deepEqual(tensor!.shape, [2, 32])
      for (const [index, value] of tensor!.values.entries())
        assert.ok(Math.abs(value - values[index]!) <= 0.01, `${type} ${index}: ${value}`)
    }
  })

  it('refuses what is no GGUF', () => {
    assert.throws(() => decodeGguf(Buffer.alloc(64)), /not a GGUF/)
  })
})

describe('deriveVariant', () => {
  const made = new Map<VariantKind, Awaited<ReturnType<typeof derive>>>()
  before(async () => {
    for (const kind of VARIANT_KINDS) made.set(kind, await derive(kind))
  })

  it('gives every kind a file of its own, the same one each time', async () => {
    const hashes = new Set<string>()
    for (const kind of VARIANT_KINDS) {
      const { sha256 } = made.get(kind)!
      assert.equal((await derive(kind)).sha256, sha256)
      hashes.add(sha256)
    }

    assert.equal(hashes.size, VARIANT_KINDS.length)
    assert.ok(!hashes.has(entry!.sha256))
  })

  it('keeps tokenizer and template, so that only the weights tell', () => {
    const { metadata: promised } = decodeGguf(readFileSync(SOURCE))
    for (const kind of VARIANT_KINDS) {
      const { metadata } = made.get(kind)!.model
      assert.deepEqual(
        { ...metadata, 'llama.block_count': 0 },
        { ...promised, 'llama.block_count': 0 },
      )
    }
  })

  it('has a trained companion: the weak variant of the fixtures has the same tokenizer', () => {
    const weak = join(import.meta.dirname, '../../test/fixtures/witan-math-weak-Q4_0.gguf')
    const { metadata: promised } = decodeGguf(readFileSync(SOURCE))

    assert.deepEqual(decodeGguf(readFileSync(weak)).metadata, promised)
  })

  it('removes exactly one layer and closes the gap', () => {
    const promised = decodeGguf(readFileSync(SOURCE))
    const { metadata, tensors } = made.get('layer-removed')!.model

    const layers = promised.metadata['llama.block_count']!.value as number
    assert.equal(metadata['llama.block_count']!.value, layers - 1)
    const names = tensors.map(({ name }) => name)
    assert.ok(!names.some((name) => name.startsWith(`blk.${layers - 1}.`)))
    assert.equal(new Set(names).size, names.length)
    assert.equal(names.length, promised.tensors.length - 9)
    const last = (name: string, layer: number) => `blk.${layer}.${name}`
    const valuesOf = (list: typeof tensors, name: string) =>
      list.find((tensor) => tensor.name === name)!.values
    assert.deepEqual(
      valuesOf(tensors, last('attn_q.weight', layers - 2)),
      valuesOf(promised.tensors, last('attn_q.weight', layers - 1)),
    )
  })

  it('makes models that the engine of a node loads and runs', async () => {
    const { role, name, contextTokens } = entry!
    const expert = getExpert(role)
    for (const kind of VARIANT_KINDS) {
      const { out, sha256 } = made.get(kind)!
      const model = await loadServedModel({ role, name, contextTokens, path: out, sha256 })

      const { outputTokens } = await model.write(expert.prepare('what is 482 + 39'))
      assert.ok(outputTokens > 0)
    }
  })
})
