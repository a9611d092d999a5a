/** witan models add: fetches or takes a GGUF file, tries it, and offers it from the next start on. */

import { createHash } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { basename, resolve } from 'node:path'
import type { Config, Offer } from '#config/schema.ts'
import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { parseHash } from '#protocol/ids.ts'
import { parseRole, type Role } from '#protocol/role.ts'
import { formatDollars, parseDollars } from '#protocol/units.ts'
import type { ExaminedModel } from '#runtime/models/modelJob.ts'
import { runModelJob } from '#runtime/models/runModelJob.ts'
import type { Command, CommandContext } from '../../context.ts'
import { withOffer, writeOffers } from '../../editOffers.ts'
import { formatTable } from '../../formatTable.ts'
import { createJobProgress } from '../../jobProgress.ts'
import { loadSettings, requireConfigFile } from '../../loadSettings.ts'
import { modelFolderOf, type OwnModel, readOwnModels, writeOwnModels } from '../../ownModels.ts'
import { shippedExperts } from '../../shippedExperts.ts'

export type AddModelOptions = {
  /** Path, or `https:` or `hf:` address. */
  readonly model: string
  readonly role: string
  readonly sha256: string
  readonly name?: string
  readonly context?: string
  readonly priceInput?: string
  readonly priceOutput?: string
  readonly benchmarkSeconds?: string
  readonly maxThreads?: string
}

type Wanted = {
  /** Address without what follows a `?`, which may hold a login; undefined for a path. */
  readonly source: string | undefined
  readonly model: string
  readonly name: string
  readonly role: Role
  readonly sha256: Hex
  readonly contextTokens: number | undefined
  readonly benchmarkSeconds: number
  readonly maxThreads: number
  readonly pricePer1kInputBytes: bigint | undefined
  readonly pricePer1kOutputTokens: bigint | undefined
}

/** What the runtime takes beside an operator's models (MiB): the process, and each shipped expert. */
const PROCESS_MB = 160
const SHIPPED_EXPERT_MB = 40

export const addModel: Command<AddModelOptions> = async (context, options) => {
  const wanted = readWanted(options)
  const { config } = loadSettings(context)
  const configFile = requireConfigFile(context)
  const known = await readOwnModels(config.dataDir)
  assertNameFree(wanted, known)

  const { path, found } = await fetchAndExamine(context, { config, wanted, known })
  await assertNew(found, known)
  const offer = offerOf(config, wanted, found)
  const replaced = config.offers.find(({ role }) => role === wanted.role)
  const model = recordOf(wanted, path, found)
  await writeOwnModels(config.dataDir, [...known, model])
  await writeOffers(configFile, withOffer(config.offers, offer))
  print(context, { model, offer, replaced: replaced && nameOf(replaced, known) })
  return 0
}

function readWanted(options: AddModelOptions): Wanted {
  const { model } = options
  const isAddress = /^(https?:\/\/|hf:|huggingface:)/i.test(model)
  const source = isAddress ? model.replace(/[?#].*$/, '').replace(/\/\/[^/@]*@/, '//') : undefined
  return {
    source,
    model,
    role: parseRole(options.role),
    sha256: readSha256(options.sha256),
    name: readName(options.name ?? basename(source ?? model).replace(/\.gguf$/i, '')),
    contextTokens: readCount(options.context, { what: 'context', least: 64, most: 10_000_000 }),
    benchmarkSeconds:
      readCount(options.benchmarkSeconds, { what: 'benchmark', least: 1, most: 600 }) ?? 20,
    maxThreads:
      readCount(options.maxThreads, { what: 'number of threads', least: 1, most: 512 }) ??
      availableParallelism(),
    pricePer1kInputBytes: readPrice(options.priceInput),
    pricePer1kOutputTokens: readPrice(options.priceOutput),
  }
}

function readSha256(text: string): Hex {
  if (/^(0x)?[0-9a-f]{64}$/i.test(text)) return parseHash(`0x${text.slice(-64).toLowerCase()}`)
  throw new WitanError('INPUT_INVALID', 'The hash after --sha256 is not 64 hexadecimal digits.')
}

function readName(name: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/.test(name)) return name
  throw new WitanError(
    'INPUT_INVALID',
    'A name has 1 to 64 letters, digits, dots, colons and dashes. Give one with --name.',
  )
}

function readCount(
  text: string | undefined,
  { what, least, most }: { what: string; least: number; most: number },
): number | undefined {
  if (text === undefined) return undefined
  const count = Number(text)
  if (/^\d{1,8}$/.test(text) && count >= least && count <= most) return count
  throw new WitanError('INPUT_INVALID', `The ${what} is not a number of ${least} to ${most}.`)
}

function readPrice(text: string | undefined): bigint | undefined {
  return text === undefined ? undefined : parseDollars(text)
}

function assertNameFree({ name }: Wanted, known: readonly OwnModel[]): void {
  const other = known.find((model) => model.name === name)
  if (other === undefined) return
  throw new WitanError(
    'MODEL_NAME_TAKEN',
    `There is a model ${name} already, for ${other.role}, from ${other.source ?? other.path}.`,
    { meta: { name, role: other.role } },
  )
}

type Trial = {
  readonly config: Config
  readonly wanted: Wanted
  readonly known: readonly OwnModel[]
}

async function fetchAndExamine(
  context: CommandContext,
  trial: Trial,
): Promise<{ path: string; found: ExaminedModel }> {
  const { config, wanted } = trial
  const progress = createJobProgress(context)
  const stopping = new AbortController()
  const unlisten = context.io.onStopSignal(() => stopping.abort())
  const running = { signal: stopping.signal, onProgress: progress.show }
  try {
    const path = wanted.source === undefined ? resolve(wanted.model) : await fetchFile()
    const { name, sha256, contextTokens, benchmarkSeconds, maxThreads } = wanted
    const found = await runModelJob(
      {
        kind: 'examine',
        name,
        path,
        sha256,
        ...(contextTokens !== undefined && { contextTokens }),
        slots: config.runtime.slots,
        memory: memoryFor(trial),
        benchmarkSeconds,
        maxThreads,
      },
      running,
    )
    return { path, found }
  } finally {
    unlisten()
    await progress.stop()
  }

  async function fetchFile(): Promise<string> {
    const { name, model } = wanted
    const job = { kind: 'download', uri: model, fileName: fileNameOf(wanted) } as const
    context.output.note(`Fetching ${name}; Ctrl-C stops, and the same command goes on from there.`)
    const folder = modelFolderOf(config.dataDir)
    return (await runModelJob({ ...job, folder }, running)).path
  }
}

/** Follows from the address alone, so that a second try finds what the first one left. */
function fileNameOf({ source = '' }: Wanted): string {
  const digest = createHash('sha256').update(source).digest('hex').slice(0, 12)
  const plain = basename(source).replace(/[^A-Za-z0-9._-]/g, '_')
  return `${plain.replace(/\.gguf$/i, '').slice(0, 80)}-${digest}.gguf`
}

/** What the limit of the runtime leaves beside the other models that it serves. */
function memoryFor({ config, wanted, known }: Trial) {
  const others = config.offers
    .filter(({ role }) => role !== wanted.role)
    .map(({ model }) => known.find(({ modelId }) => modelId === model)?.memoryMb)
    .reduce<number>((sum, memoryMb = SHIPPED_EXPERT_MB) => sum + memoryMb, PROCESS_MB)
  const limitMb = config.runtime.memoryMb
  return { freeBytes: process.availableMemory(), roomMb: limitMb - others, limitMb }
}

async function assertNew(found: ExaminedModel, known: readonly OwnModel[]): Promise<void> {
  const all = [...known, ...(await shippedExperts())]
  const same = all.find(({ modelId }) => modelId === found.modelId)
  if (same === undefined) return
  throw new WitanError(
    'MODEL_DUPLICATE',
    `This is the model ${same.name}, which is here already for ${same.role}.`,
    { meta: { name: same.name, role: same.role } },
  )
}

function offerOf(config: Config, wanted: Wanted, found: ExaminedModel): Offer {
  const [first] = config.offers
  return {
    role: wanted.role,
    model: found.modelId,
    pricePer1kInputBytes: wanted.pricePer1kInputBytes ?? first!.pricePer1kInputBytes,
    pricePer1kOutputTokens: wanted.pricePer1kOutputTokens ?? first!.pricePer1kOutputTokens,
  }
}

function recordOf(wanted: Wanted, path: string, found: ExaminedModel): OwnModel {
  const { trainedContextTokens: _, ...facts } = found
  return {
    name: wanted.name,
    role: wanted.role,
    path,
    ...(wanted.source !== undefined && { source: wanted.source }),
    ...facts,
    addedAt: Math.floor(Date.now() / 1000),
  }
}

function nameOf({ model }: Offer, known: readonly OwnModel[]): string {
  return known.find(({ modelId }) => modelId === model)?.name ?? 'shipped'
}

function print(
  { output, options }: CommandContext,
  { model, offer, replaced }: { model: OwnModel; offer: Offer; replaced: string | undefined },
): void {
  const at = options.dataDir === undefined ? '' : ` --data-dir ${options.dataDir}`
  const next = [
    `witan stake 0${at} publishes the offer (or stake an amount, where the node is new)`,
    `witan run${at}, started again, serves it`,
  ]
  const { benchmark } = model
  const { pricePer1kInputBytes, pricePer1kOutputTokens } = offer
  output.result(
    {
      ...model,
      source: model.source ?? null,
      offer: { pricePer1kInputBytes, pricePer1kOutputTokens },
      replaced: replaced ?? null,
      next,
    },
    [
      formatTable([
        ['model', `${model.name}, ${model.architecture}, for ${model.role}`],
        ...(replaced === undefined ? [] : [['instead of', replaced]]),
        ['model id', model.modelId],
        ['file', model.path],
        ['context', `${model.contextTokens} tokens`],
        ['memory', `${model.memoryMb} MiB`],
        ['reads', `${benchmark.prefillTokensPerSecond} tokens/s`],
        ['writes', `${benchmark.decodeTokensPerSecond} tokens/s with ${threadsText(benchmark)}`],
        [
          'price',
          `${formatDollars(pricePer1kOutputTokens)} per 1,000 tokens, ${formatDollars(pricePer1kInputBytes)} per 1,000 bytes`,
        ],
      ]),
      '',
      'Next:',
      ...next.map((step, i) => `  ${i + 1}. ${step}`),
    ].join('\n'),
  )
}

function threadsText({ threads }: { threads: number }): string {
  return threads === 1 ? '1 thread' : `${threads} threads`
}
