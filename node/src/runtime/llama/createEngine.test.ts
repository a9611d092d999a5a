import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { getLlama, LlamaLogLevel } from 'node-llama-cpp'
import { isWitanError } from '#protocol/errors.ts'
import { randomModelFile } from '#testing/randomModelFile.ts'
import type { Engine, GeneratedToken, GenerateRequest } from '../engine.ts'
import type { ModelEntry } from '../models/modelEntry.ts'
import { createEngine } from './createEngine.ts'

const CONTEXT_TOKENS = 512
const folder = mkdtempSync(join(tmpdir(), 'witan-engine-'))

describe('createEngine', () => {
  let entry: ModelEntry
  let engine: Engine
  const request = (changes: Partial<GenerateRequest> = {}): GenerateRequest => ({
    modelId: engine.models[0]!.modelId,
    input: '<|bos|><|user|>Hwæt!<|end|><|assistant|>',
    maxTokens: 24,
    signal: new AbortController().signal,
    ...changes,
  })

  before(async () => {
    entry = randomModelFile(folder, { role: 'writing', contextTokens: CONTEXT_TOKENS })
    engine = await createEngine({
      models: [entry],
      slots: 2,
      maxContextTokens: 4096,
      gpu: false,
      threads: 1,
    })
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('describes its models by content', () => {
    const [model] = engine.models
    assert.equal(model?.role, 'writing')
    assert.equal(model.contextTokens, CONTEXT_TOKENS)
    assert.match(model.modelId, /^0x[0-9a-f]{64}$/)
  })

  it('generates exactly the tokens of the engine called directly', async () => {
    const { maxTokens } = request()
    const input = '<|bos|><|user|>Hwæt!<|end|><|assistant|>'

    const tokens = await collect(engine.generate(request()))

    assert.deepEqual(
      tokens.map(({ token }) => token),
      await generateDirectly(entry.path, input, maxTokens),
    )
  })

  it('gives the same tokens whatever other requesters had on the same sequence', async () => {
    const alone = await idsOf(engine.generate(request()))

    await idsOf(engine.generate(request({ input: 'a secret of another requester' })))
    await idsOf(engine.generate(request({ input: '<|bos|><|user|>Hwæt!<|end|>', maxTokens: 90 })))

    assert.deepEqual(await idsOf(engine.generate(request())), alone)
  })

  it('ends where a grammar ends, with the end token as the last one', async () => {
    const grammar = 'root ::= [A-D] [-+*/] [A-D]'

    const tokens = await collect(engine.generate(request({ grammar })))

    assert.match(tokens.map(({ text }) => text).join(''), /^[A-D][-+*/][A-D]$/)
    assert.deepEqual(
      tokens.map(({ end }) => end),
      [false, false, false, true],
    )
  })

  it('gives characters whole, although a token is a byte of one', async () => {
    const text = 'ƿēn 👑!'
    const grammar = `root ::= "${text}"`

    const tokens = await collect(engine.generate(request({ grammar })))

    assert.equal(tokens.map((token) => token.text).join(''), text)
    assert.equal(tokens.length, Buffer.byteLength(text) + 1)
    assert.ok(tokens.some((token) => token.text === '👑'))
  })

  it('stops at its bound, and where the context is full, without forgetting the beginning', async () => {
    const input = 'x'.repeat(CONTEXT_TOKENS - 10)
    const used = 1 // a beginning token is put in front

    assert.equal((await idsOf(engine.generate(request({ maxTokens: 3 })))).length, 3)
    const rest = await idsOf(engine.generate(request({ input, maxTokens: 99 })))
    assert.ok(rest.length <= 10 && rest.length >= 10 - used)
  })

  it('refuses an input that fills the context', async () => {
    for (const length of [CONTEXT_TOKENS, 20_000]) {
      await assert.rejects(
        idsOf(engine.generate(request({ input: 'x'.repeat(length) }))),
        (error) => isWitanError(error, 'INPUT_TOO_LARGE'),
      )
    }
  })

  it('refuses more requests at once than it has sequences, and takes the next one after', async () => {
    const held = [1, 2].map(() => engine.generate(request())[Symbol.asyncIterator]())
    for (const one of held) await one.next()

    await assert.rejects(idsOf(engine.generate(request())), (error) =>
      isWitanError(error, 'NODE_BUSY'),
    )
    await held[0]!.return?.()

    assert.equal((await idsOf(engine.generate(request()))).length, 24)
    await held[1]!.return?.()
  })

  it('refuses a model that it does not serve', async () => {
    const modelId = `0x${'00'.repeat(32)}` as GenerateRequest['modelId']

    await assert.rejects(idsOf(engine.generate(request({ modelId }))), (error) =>
      isWitanError(error, 'MODEL_UNKNOWN'),
    )
  })

  it('ends within one token of an abort, and before the first when aborted already', async () => {
    const abort = new AbortController()
    const tokens: GeneratedToken[] = []

    for await (const token of engine.generate(request({ signal: abort.signal }))) {
      tokens.push(token)
      if (tokens.length === 5) abort.abort()
    }

    assert.equal(tokens.length, 5)
    const long = 'x'.repeat(CONTEXT_TOKENS - 50)
    assert.deepEqual(
      await idsOf(engine.generate(request({ input: long, signal: abort.signal }))),
      [],
    )
  })

  it('gives parallel requests the tokens that each gets alone', async () => {
    const inputs = ['ānes', 'twēgen']
    const alone: number[][] = []
    for (const input of inputs) alone.push(await idsOf(engine.generate(request({ input }))))

    const together = await Promise.all(
      inputs.map((input) => idsOf(engine.generate(request({ input })))),
    )

    assert.deepEqual(together, alone)
  })
})

async function idsOf(tokens: AsyncIterable<GeneratedToken>): Promise<number[]> {
  return (await collect(tokens)).map(({ token }) => token)
}

async function collect(tokens: AsyncIterable<GeneratedToken>): Promise<GeneratedToken[]> {
  const all: GeneratedToken[] = []
  for await (const token of tokens) all.push(token)
  return all
}

async function generateDirectly(path: string, input: string, count: number): Promise<number[]> {
  const llama = await getLlama({
    gpu: false,
    build: 'never',
    skipDownload: true,
    maxThreads: 1,
    logLevel: LlamaLogLevel.disabled,
  })
  const model = await llama.loadModel({ modelPath: path })
  const context = await model.createContext({ contextSize: CONTEXT_TOKENS, threads: 1 })
  const ids: number[] = []
  for await (const id of context
    .getSequence()
    .evaluate(model.tokenize(input, true), { temperature: 0 })) {
    ids.push(id)
    if (ids.length === count) break
  }
  await llama.dispose()
  return ids
}
