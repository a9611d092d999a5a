import { readFile, writeFile } from 'node:fs/promises'
import { type Hex, toHex } from '#protocol/bytes.ts'
import { sha256 } from '#protocol/hash.ts'
import { type DecodedGguf, decodeGguf } from './decodeGguf.ts'
import { encodeGguf, type Tensor } from './gguf.ts'
import { createRandom, type Random } from './random.ts'

/**
 * What a node could serve in place of the promised model, made of its file alone.
 * `q4_0`: the same weights in half the bytes. `layer-removed`: one layer less, so less to compute.
 * `two-layers`: only the first and the last one.
 * `noise`: weights off by 1 %, as close as a light fine-tune. `strong-noise`: off by 30 %, a weak model.
 */
export const VARIANT_KINDS = [
  'q4_0',
  'layer-removed',
  'two-layers',
  'noise',
  'strong-noise',
] as const
export type VariantKind = (typeof VARIANT_KINDS)[number]

export type VariantFile = { readonly sha256: Hex; readonly bytes: number }

/** Standard deviation of the noise, as a share of the root mean square of the tensor. */
const NOISE_SHARE = { noise: 0.01, 'strong-noise': 0.3 } as const

const NOISE_SEED = 1

/**
 * Writes a variant of a model and returns its hash and size. Needs no Python; the same source gives the
 * same bytes on every machine.
 *
 * @param source - Path of a GGUF that gguf.ts wrote, such as a shipped expert.
 * @param kind - Which variant.
 * @param out - Path of the file to write.
 *
 * @example
 * await deriveVariant('node/experts/math/model.gguf', 'q4_0', join(folder, 'math-Q4_0.gguf'))
 */
export async function deriveVariant(
  source: string,
  kind: VariantKind,
  out: string,
): Promise<VariantFile> {
  const { metadata, tensors } = change(decodeGguf(await readFile(source)), kind)
  const file = encodeGguf(metadata, tensors)
  await writeFile(out, file)
  return { sha256: toHex(sha256(file)), bytes: file.length }
}

function change(model: DecodedGguf, kind: VariantKind): DecodedGguf {
  switch (kind) {
    case 'q4_0':
      return mapMatrices(model, (tensor) => ({ ...tensor, type: 'Q4_0' }))
    case 'layer-removed':
      // the last but one: the first and the last do what no other does
      return keepLayers(model, (layer, layers) => layer !== layers - 2)
    case 'two-layers':
      return keepLayers(model, (layer, layers) => layer === 0 || layer === layers - 1)
    case 'noise':
    case 'strong-noise': {
      const random = createRandom(NOISE_SEED)
      return mapMatrices(model, (tensor) => addNoise(tensor, NOISE_SHARE[kind], random))
    }
  }
}

/** Norms stay as they are: they are few, and never quantised. */
function mapMatrices(model: DecodedGguf, map: (tensor: Tensor) => Tensor): DecodedGguf {
  const tensors = model.tensors.map((tensor) => (tensor.shape.length === 1 ? tensor : map(tensor)))
  return { ...model, tensors }
}

function keepLayers(
  { metadata, tensors }: DecodedGguf,
  isKept: (layer: number, layers: number) => boolean,
): DecodedGguf {
  const layers = metadata['llama.block_count']?.value
  if (typeof layers !== 'number' || layers < 2) throw new Error('There is no layer to remove.')
  const kept = [...Array(layers).keys()].filter((layer) => isKept(layer, layers))
  const layerOf = (name: string) => Number(/^blk\.(\d+)\./.exec(name)?.[1] ?? -1)
  return {
    metadata: { ...metadata, 'llama.block_count': { type: 'u32', value: kept.length } },
    tensors: tensors.flatMap((tensor) => {
      const layer = layerOf(tensor.name)
      if (layer < 0) return [tensor]
      const place = kept.indexOf(layer)
      const name = tensor.name.replace(/^blk\.\d+\./, `blk.${place}.`)
      return place < 0 ? [] : [{ ...tensor, name }]
    }),
  }
}

function addNoise(tensor: Tensor, share: number, random: Random): Tensor {
  const squares = tensor.values.reduce((sum, value) => sum + value * value, 0)
  const deviation = share * Math.sqrt(squares / tensor.values.length)
  return { ...tensor, values: tensor.values.map((value) => value + deviation * drawNormal(random)) }
}

/** Twelve uniform draws: near enough to a normal one, and exact arithmetic on every machine. */
function drawNormal(random: Random): number {
  let sum = -6
  for (let draw = 0; draw < 12; draw++) sum += random.next()
  return sum
}
