import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { loadConfig } from '#config/loadConfig.ts'
import { runInProcess } from '../testing/runInProcess.ts'

const env = { WITAN_PASSWORD: 'a long password' }

describe('init', () => {
  let folder: string
  let dataDir: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'witan-init-'))
    dataDir = join(folder, 'node')
  })
  after(() => rm(folder, { recursive: true }))

  it('makes keys and a configuration that loads, and never asks with --yes', async () => {
    const args = ['init', '--yes', '--json', '--data-dir', dataDir, '--health-port', '0']

    const { code, stdout, stderr } = await runInProcess(args, { env })

    assert.equal(code, 0, stderr)
    assert.equal(stderr, '')
    const result = JSON.parse(stdout)
    assert.deepEqual(Object.keys(result), [
      'dataDir',
      'configFile',
      'chainId',
      'signer',
      'peerId',
      'wallet',
      'listen',
      'healthPort',
      'offers',
      'next',
    ])
    const { config } = loadConfig({ file: result.configFile, env: {} })
    assert.equal(config.dataDir, dataDir)
    assert.equal(config.keystore.path, join(dataDir, 'signer.json'))
    assert.equal(config.healthPort, 0)
    assert.deepEqual(
      config.offers.map(({ role }) => role),
      result.offers.map(({ role }: { role: string }) => role),
    )
    assert.match(result.peerId, /^12D3/)
  })

  it('lets nobody else read the folder and the keys', async () => {
    assert.equal((await stat(dataDir)).mode & 0o777, 0o700)
    for (const file of ['signer.json', 'peer.key', 'config.json'])
      assert.equal((await stat(join(dataDir, file))).mode & 0o777, 0o600, file)
  })

  it('refuses to replace a configuration, and with --force keeps the keys', async () => {
    const signer = await readFile(join(dataDir, 'signer.json'), 'utf8')
    const peer = await readFile(join(dataDir, 'peer.key'))
    const args = ['init', '--yes', '--json', '--data-dir', dataDir]

    const refused = await runInProcess(args, { env })
    const forced = await runInProcess([...args, '--force'], { env })

    assert.equal(refused.code, 3)
    assert.equal(JSON.parse(refused.stdout).error.code, 'CONFIG_INVALID')
    assert.equal(forced.code, 0)
    assert.equal(await readFile(join(dataDir, 'signer.json'), 'utf8'), signer)
    assert.deepEqual(await readFile(join(dataDir, 'peer.key')), peer)
  })

  it('adds a wallet to a folder that is set up, and leaves the configuration alone', async () => {
    const config = await readFile(join(dataDir, 'config.json'), 'utf8')

    const { code, stdout } = await runInProcess(
      ['init', '--yes', '--json', '--wallet', '--data-dir', dataDir],
      { env },
    )

    assert.equal(code, 0)
    assert.match(JSON.parse(stdout).wallet, /^0x[0-9a-f]{40}$/)
    assert.equal(await readFile(join(dataDir, 'config.json'), 'utf8'), config)
  })

  it('takes the password from a file and refuses a short one', async () => {
    const file = join(folder, 'password')
    await writeFile(file, 'short\n')

    const { code, stderr } = await runInProcess([
      'init',
      '--yes',
      '--data-dir',
      join(folder, 'short'),
      '--password-file',
      file,
    ])

    assert.equal(code, 2)
    assert.match(stderr, /^error INPUT_INVALID: The password needs at least 8 characters\./)
  })

  const refusals: readonly (readonly [string, readonly string[], number, string])[] = [
    ['no password', [], 3, 'KEYSTORE_INVALID'],
    ['a health port that is none', ['--health-port', '70000'], 2, 'INPUT_INVALID'],
    ['a listen address that is none', ['--listen', 'everywhere'], 3, 'CONFIG_INVALID'],
    ['a chain id that is none', ['--chain', 'main'], 2, 'INPUT_INVALID'],
    ['an RPC address that is none', ['--rpc', 'here'], 3, 'CONFIG_INVALID'],
  ]
  for (const [what, args, code, name] of refusals) {
    it(`refuses ${what} and writes no configuration`, async () => {
      const other = join(folder, 'refused')

      const run = await runInProcess(['init', '--yes', '--json', '--data-dir', other, ...args])

      assert.equal(run.code, code)
      assert.equal(JSON.parse(run.stdout).error.code, name)
      await assert.rejects(stat(join(other, 'config.json')))
    })
  }
})
