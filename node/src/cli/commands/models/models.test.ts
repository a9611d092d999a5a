import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { loadConfig } from '#config/loadConfig.ts'
import { toHex } from '#protocol/bytes.ts'
import { sha256 } from '#protocol/hash.ts'
import { CHATML_TEMPLATE } from '#testing/chatmlTemplate.ts'
import { type ModelHost, startModelHost } from '#testing/modelHost.ts'
import { type RandomGgufOptions, randomGguf } from '#testing/randomGguf.ts'
import { runInProcess } from '../../testing/runInProcess.ts'

const env = { WITAN_PASSWORD: 'a long password' }

/** A model that can be served, for whichever role. */
function aGguf(options: RandomGgufOptions = {}): { bytes: Uint8Array; hash: string } {
  const bytes = randomGguf({ chatTemplate: CHATML_TEMPLATE, ...options })
  return { bytes, hash: toHex(sha256(bytes)).slice(2) }
}

describe('witan models', () => {
  let folder: string
  let dataDir: string
  let host: ModelHost
  const near = aGguf({ seed: 1 })
  const far = aGguf({ seed: 2, contextTokens: 512 })
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'witan-models-'))
    dataDir = join(folder, 'node')
    host = await startModelHost({ '/models/far.gguf': far.bytes })
    await writeFile(join(folder, 'near.gguf'), near.bytes)
    await runInProcess(['init', '--yes', '--json', '--data-dir', dataDir], { env })
  })
  after(async () => {
    await host[Symbol.asyncDispose]()
    await rm(folder, { recursive: true })
  })

  const run = (...args: string[]) =>
    runInProcess(['models', ...args, '--data-dir', dataDir], { env })
  const json = async (...args: string[]) => {
    const { code, stdout, stderr } = await run(...args, '--json')
    assert.equal(stderr, '')
    return { code, value: JSON.parse(stdout) }
  }
  const add = (model: string, hash: string, ...rest: string[]) =>
    json('add', model, '--sha256', hash, '--benchmark-seconds', '1', '--max-threads', '1', ...rest)
  const offers = async () =>
    loadConfig({ file: join(dataDir, 'config.json'), env: {} }).config.offers
  const modelOf = async (role: string) =>
    (await offers()).find((offer) => offer.role === role)?.model

  it('add tries a file, lists it, and offers it beside the shipped experts', async () => {
    const before = await offers()
    const path = join(folder, 'near.gguf')

    const { code, value } = await add(path, near.hash, '--role', 'translation', '--name', 'near')

    assert.equal(code, 0, JSON.stringify(value))
    assert.deepEqual(
      [value.name, value.role, value.path, value.source, value.contextTokens],
      ['near', 'translation', path, null, 256],
    )
    assert.ok(value.benchmark.decodeTokensPerSecond > 0)
    assert.deepEqual(value.offer.pricePer1kOutputTokens, {
      microDollars: String(before[0]!.pricePer1kOutputTokens),
      decimal: '0.02',
    })
    assert.equal(await modelOf('translation'), value.modelId)
    assert.deepEqual(
      (await offers()).filter(({ role }) => role !== 'translation'),
      before.filter(({ role }) => role !== 'translation'),
    )
  })

  it('add fetches a file, takes the role of another model, and asks its own price', async () => {
    const url = `${host.url}/models/far.gguf?token=geheim`
    const prices = ['--price-output', '0.5', '--price-input', '0.25', '--context', '300']
    const { code, value } = await add(url, far.hash, '--role', 'translation', ...prices)

    assert.equal(code, 0, JSON.stringify(value))
    assert.deepEqual([value.name, value.replaced, value.contextTokens], ['far', 'near', 300])
    assert.equal(value.source, `${host.url}/models/far.gguf`)
    assert.ok(value.path.startsWith(join(dataDir, 'models')))
    assert.ok(!(await readFile(join(dataDir, 'models.json'), 'utf8')).includes('geheim'))
    const offer = (await offers()).find(({ role }) => role === 'translation')!
    assert.deepEqual(
      [offer.model, offer.pricePer1kOutputTokens, offer.pricePer1kInputBytes],
      [value.modelId, 500_000n, 250_000n],
    )
  })

  it('ls shows the shipped experts and those of the operator, offered or not', async () => {
    const { code, value } = await json('ls')
    const text = await run('ls')

    assert.equal(code, 0)
    const own = value.models.filter(({ source }: { source: string }) => source !== 'shipped')
    assert.deepEqual(
      own.map(({ name, offered, file }: Record<string, unknown>) => [name, offered, file]),
      [
        ['near', false, 'here'],
        ['far', true, 'here'],
      ],
    )
    assert.ok(value.models.some(({ source }: { source: string }) => source === 'shipped'))
    assert.match(text.stdout, /^translation +far +yes +here +[\d.]+ tokens\/s +http/m)
  })

  it('ls sees that a file was cut or is gone', async () => {
    const states = async () =>
      (await json('ls')).value.models
        .filter(({ name }: { name: string }) => name === 'near')
        .map(({ file }: { file: string }) => file)
    const path = join(folder, 'near.gguf')

    await truncate(path, 5000)
    assert.deepEqual(await states(), ['changed'])
    await rm(path)
    assert.deepEqual(await states(), ['missing'])
    await writeFile(path, near.bytes)
  })

  const refusals: readonly (readonly [string, () => readonly string[], number, string, RegExp])[] =
    [
      [
        'a name that is taken, before anything is fetched',
        () => ['none.gguf', '--sha256', far.hash, '--role', 'code', '--name', 'near'],
        3,
        'MODEL_NAME_TAKEN',
        /near already, for translation/,
      ],
      [
        'a model that is here under another name',
        () => [join(folder, 'near.gguf'), '--sha256', near.hash, '--role', 'code', '--name', 'n2'],
        3,
        'MODEL_DUPLICATE',
        /the model near/,
      ],
      [
        'an unknown role',
        () => ['x.gguf', '--sha256', far.hash, '--role', 'poetry'],
        2,
        'ROLE_UNKNOWN',
        /math, code/,
      ],
      [
        'a hash that is none',
        () => ['x.gguf', '--sha256', 'abc', '--role', 'code'],
        2,
        'INPUT_INVALID',
        /64 hexadecimal/,
      ],
      [
        'another hash',
        () => [join(folder, 'near.gguf'), '--sha256', far.hash, '--role', 'code', '--name', 'x'],
        3,
        'MODEL_HASH_MISMATCH',
        /has the sha256/,
      ],
      [
        'a path without a file',
        () => [join(folder, 'none.gguf'), '--sha256', far.hash, '--role', 'code'],
        3,
        'MODEL_MISSING',
        /none\.gguf/,
      ],
      [
        'an address without a file',
        () => [`${host.url}/none.gguf`, '--sha256', far.hash, '--role', 'code'],
        8,
        'DOWNLOAD_REFUSED',
        /404/,
      ],
      [
        'a context that is no number',
        () => ['x.gguf', '--sha256', far.hash, '--role', 'code', '--context', 'long'],
        2,
        'INPUT_INVALID',
        /context/,
      ],
      [
        'a name that could be a path',
        () => ['x.gguf', '--sha256', far.hash, '--role', 'code', '--name', '../x'],
        2,
        'INPUT_INVALID',
        /--name/,
      ],
    ]
  for (const [what, args, exitCode, errorCode, words] of refusals) {
    it(`add refuses ${what} with ${exitCode} and changes nothing`, async () => {
      const kept = await readFile(join(dataDir, 'models.json'), 'utf8')
      const config = await readFile(join(dataDir, 'config.json'), 'utf8')

      const { code, value } = await json(
        'add',
        ...args(),
        '--benchmark-seconds',
        '1',
        '--max-threads',
        '1',
      )

      assert.deepEqual([code, value.error.code], [exitCode, errorCode], value.error.message)
      assert.match(value.error.message, words)
      assert.match(value.error.remedy, /^[A-Z].*\.$/)
      assert.equal(await readFile(join(dataDir, 'models.json'), 'utf8'), kept)
      assert.equal(await readFile(join(dataDir, 'config.json'), 'utf8'), config)
    })
  }

  it('add refuses a model for which the node has too little memory, and says how much is needed', async () => {
    const path = join(dataDir, 'config.json')
    const config = JSON.parse(await readFile(path, 'utf8'))
    await writeFile(path, JSON.stringify({ ...config, runtime: { memoryMb: 64 } }))
    const other = aGguf({ seed: 3 })
    await writeFile(join(folder, 'other.gguf'), other.bytes)

    const { code, value } = await add(join(folder, 'other.gguf'), other.hash, '--role', 'code')

    assert.deepEqual([code, value.error.code], [3, 'INSUFFICIENT_MEMORY'])
    assert.match(value.error.message, /Set runtime\.memoryMb to \d+ or more/)
    await writeFile(path, JSON.stringify(config))
  })

  it('add needs a configuration to write to', async () => {
    const args = ['models', 'add', 'x.gguf', '--sha256', far.hash, '--role', 'code', '--json']
    const nowhere = join(folder, 'nowhere')
    const { code, stdout } = await runInProcess([...args, '--data-dir', nowhere], { env })

    assert.deepEqual([code, JSON.parse(stdout).error.code], [3, 'CONFIG_INVALID'])
  })

  it('add prints what a person needs, with no bars where there is no terminal', async () => {
    const other = aGguf({ seed: 4 })
    const path = join(folder, 'words.gguf')
    await writeFile(path, other.bytes)

    const { code, stdout, stderr } = await run(
      ...['add', path, '--sha256', `0x${other.hash}`, '--role', 'summary'],
      ...['--benchmark-seconds', '1', '--max-threads', '1'],
    )

    assert.equal(code, 0, stderr)
    assert.match(stdout, /^model +words, llama, for summary$/m)
    assert.match(stdout, /^writes +[\d.]+ tokens\/s with 1 thread$/m)
    assert.match(stdout, /witan stake 0 .*publishes/)
    assert.match(stderr, /^measuring \(s\): 0 of 1/m)
    assert.ok(!stderr.includes('\u001b'))
  })

  it('rm asks first, and without a terminal removes nothing', async () => {
    const { code, value } = await json('rm', 'far')

    assert.equal(code, 2)
    assert.match(value.error.message, /add --yes/)
    assert.equal((await json('ls')).value.models.at(-1).name, 'words')
  })

  it('rm gives the role back to the model before, and deletes what was downloaded', async () => {
    const { models } = (await json('ls')).value
    const far = models.find(({ name }: { name: string }) => name === 'far')

    const { code, value } = await json('rm', 'far', '--yes')

    assert.equal(code, 0)
    assert.deepEqual(value, {
      name: 'far',
      role: 'translation',
      fileDeleted: true,
      nowOffered: 'near',
    })
    assert.equal(existsSync(far.path), false)
    const near = models.find(({ name }: { name: string }) => name === 'near')
    assert.equal(await modelOf('translation'), near.modelId)
  })

  it('rm leaves a file that is the operator’s own, and refuses an unknown name', async () => {
    const { value } = await json('rm', 'near', '--yes')
    const unknown = await json('rm', 'near', '--yes')

    assert.equal(value.fileDeleted, false)
    assert.ok(existsSync(join(folder, 'near.gguf')))
    assert.deepEqual([unknown.code, unknown.value.error.code], [3, 'MODEL_UNKNOWN'])
    assert.match(unknown.value.error.message, /There are: words/)
  })

  it('refuses a list that somebody broke', async () => {
    await writeFile(join(dataDir, 'models.json'), '{"models":[{"name":"x"}]}')

    const { code, value } = await json('ls')

    assert.deepEqual([code, value.error.code], [3, 'CONFIG_INVALID'])
    assert.match(value.error.message, /models\.json is malformed/)
  })
})
