import assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import { on, once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { encodeRequestPayload } from '#protocol/requestPayload.ts'
import { sealRequest } from '#sealing/sealRequest.ts'
import { sodiumReady } from '#sealing/sodium.ts'
import { aSealingContext } from '#testing/aSealingContext.ts'
import { randomModelFile } from '#testing/randomModelFile.ts'
import type { FromChild, ToChild } from './ipc.ts'
import type { RuntimeTask } from './runtime.ts'

const SOURCE = fileURLToPath(new URL('..', import.meta.url))
const CHILD = join(SOURCE, 'runtime/child.ts')
const folder = mkdtempSync(join(tmpdir(), 'witan-child-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** What the one process that sees plaintext may be made of. */
const ALLOWED = [/^protocol\//, /^sealing\//, /^runtime\/(?!supervisor)/]
const ALLOWED_PACKAGES = [
  '@noble/hashes/sha2.js',
  '@noble/hashes/sha3.js',
  'cborg',
  'libsodium-wrappers',
  'node-llama-cpp',
  'node:crypto',
  'node:fs',
  'node:fs/promises',
  'node:stream/promises',
]

describe('runtime child', () => {
  it('is made of protocol, sealing, engine and experts only', () => {
    const { files, packages } = importsOf(CHILD)

    assert.ok(files.size > 25)
    assert.deepEqual(
      [...files].filter((file) => !ALLOWED.some((pattern) => pattern.test(file))),
      [],
    )
    assert.deepEqual([...packages].sort(), ALLOWED_PACKAGES)
  })

  it('reads no environment and writes no log', () => {
    const { files } = importsOf(CHILD)
    for (const file of files) {
      const source = readFileSync(join(SOURCE, file), 'utf8')
      // the console in a quote is one that an expert writes about
      assert.doesNotMatch(source, /process\.env|(?<!`)console\.|process\.std(out|err)/, file)
    }
  })

  it('lets no text of a request out: not over IPC, not to its outputs', async () => {
    const canary = 'canary-5f1c9e'
    const scanned = await runCanary(canary, { sealed: true })

    assert.equal(scanned.finished, true)
    assert.equal(scanned.found, false)
  })

  it('positive control: the same scan finds the canary when it is not sealed', async () => {
    const canary = 'canary-5f1c9e'
    const scanned = await runCanary(canary, { sealed: false })

    assert.equal(scanned.found, true)
  })

  it('ends by itself when the main process is gone', async () => {
    const child = forkChild()
    const exited = once(child, 'exit')

    child.disconnect()

    assert.deepEqual(await exited, [0, null])
  })
})

function forkChild(): ChildProcess {
  return fork(CHILD, [], { serialization: 'advanced', silent: true, env: {}, execArgv: [] })
}

/** Runs one task on a raw child and scans all that crosses between the processes for a text. */
async function runCanary(
  canary: string,
  { sealed }: { readonly sealed: boolean },
): Promise<{ found: boolean; finished: boolean }> {
  await sodiumReady()
  const child = forkChild()
  const crossed: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => crossed.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => crossed.push(chunk))
  const post = (message: ToChild) => {
    crossed.push(bytesOf(message))
    child.send(message)
  }
  const models = [randomModelFile(folder, { role: 'writing', framing: 'plain' })]
  post({
    type: 'start',
    options: { models, slots: 1, maxContextTokens: 256, gpu: false, threads: 1 },
  })
  let finished = false
  for await (const [raw] of on(child, 'message')) {
    const message = raw as FromChild
    crossed.push(bytesOf(message))
    if (message.type === 'ready') {
      const task = aTask(message, canary)
      const envelope = sealed ? task.envelope : plaintextOf(canary)
      post({ type: 'task', id: 1, task: { ...task, envelope } })
    }
    if (message.type === 'event' && message.event.type === 'frame') {
      post({ type: 'more', id: 1, frames: 1 })
    }
    finished = message.type === 'event' && message.event.type === 'finished'
    if (finished || message.type === 'error' || message.type === 'failed') break
  }
  const exited = once(child, 'exit')
  post({ type: 'close' })
  await exited
  return { found: Buffer.concat(crossed).includes(canary), finished }
}

const plaintextOf = (canary: string) =>
  encodeRequestPayload({
    messages: [{ speaker: 'user', content: `Say ${canary} again` }],
    maxOutputTokens: 60,
    raceSalt: new Uint8Array(32),
    temperatureMilli: 1000,
  })

function aTask(ready: Extract<FromChild, { type: 'ready' }>, canary: string): RuntimeTask {
  const context = aSealingContext({
    sealingKey: ready.sealingKey,
    modelId: ready.models[0]!.modelId,
    maxOutputTokens: 60,
    deadline: Math.floor(Date.now() / 1000) + 60,
  })
  return { context, role: 'writing', envelope: sealRequest(context, plaintextOf(canary)).envelope }
}

/** Returns every byte and text of a message, so that a scan sees through its structure. */
function bytesOf(value: unknown): Buffer {
  if (value instanceof Uint8Array) return Buffer.from(value)
  if (typeof value !== 'object' || value === null) return Buffer.from(String(value))
  return Buffer.concat(
    Object.entries(value).flatMap(([key, part]) => [Buffer.from(key), bytesOf(part)]),
  )
}

/** Returns the source files and packages that a module runs, directly or through others; type imports are erased. */
function importsOf(entry: string): { files: Set<string>; packages: Set<string> } {
  const files = new Set<string>()
  const packages = new Set<string>()
  const queue = [entry]
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const name = relative(SOURCE, path)
    if (files.has(name)) continue
    files.add(name)
    const source = readFileSync(path, 'utf8')
    const statements =
      /^(?:import|export)\s(?!type\b)[^'"`;]*?from\s*'([^']+)'|^import\s*'([^']+)'|\bimport\(\s*['"`]([^'"`]+)/gm
    for (const match of source.matchAll(statements)) {
      const specifier = (match[1] ?? match[2] ?? match[3])!
      if (specifier.startsWith('#')) queue.push(join(SOURCE, specifier.slice(1)))
      else if (specifier.startsWith('.')) queue.push(resolve(dirname(path), specifier))
      else packages.add(specifier)
    }
  }
  return { files, packages }
}
