import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { isWitanError } from '#protocol/errors.ts'
import { loadConfig } from './loadConfig.ts'
import { printConfig } from './printConfig.ts'
import { environmentName, SETTING_NAMES } from './settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'witan-config-'))
after(() => rmSync(folder, { recursive: true, force: true }))

function aFile(content: unknown): string {
  const file = join(folder, `${Math.random()}.json`)
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

describe('loadConfig', () => {
  it('gives a complete configuration when nothing is set', () => {
    const { config, sources } = loadConfig({ env: {} })
    assert.equal(config.chain.chainId, 31337)
    assert.equal(config.keystore.path, join(config.dataDir, 'signer.json'))
    assert.match(config.chain.deploymentFile, /deployments.31337\.json$/)
    assert.deepEqual(
      config.offers.map(({ role, pricePer1kOutputTokens }) => [role, pricePer1kOutputTokens]),
      [
        ['math', 20_000n],
        ['tools', 20_000n],
      ],
    )
    assert.equal(sources.dataDir?.kind, 'default')
  })

  it('prefers flags to environment to file to defaults, and every value knows its source', () => {
    const file = aFile({ healthPort: 1, runtime: { slots: 2, queue: 3 }, log: { level: 'warn' } })
    const env = { WITAN_RUNTIME_SLOTS: '5', WITAN_RUNTIME_QUEUE: '6' }
    const flags = { runtime: { slots: 9, memoryMb: undefined } }

    const { config, sources } = loadConfig({ file, env, flags })

    assert.deepEqual([config.healthPort, config.runtime.slots, config.runtime.queue], [1, 9, 6])
    assert.deepEqual(sources['runtime.slots'], { kind: 'flag', name: 'runtime.slots' })
    assert.deepEqual(sources['runtime.queue'], { kind: 'env', name: 'WITAN_RUNTIME_QUEUE' })
    assert.deepEqual(sources['log.level'], { kind: 'file', name: file })
    assert.equal(sources['runtime.memoryMb']?.kind, 'default')
  })

  it('takes the file from WITAN_CONFIG, and its relative paths are relative to it', () => {
    const file = aFile({ dataDir: 'mine', log: { destination: 'stdout' } })
    const { config } = loadConfig({ env: { WITAN_CONFIG: file } })
    assert.equal(config.dataDir, join(folder, 'mine'))
    assert.equal(config.keystore.path, join(folder, 'mine', 'signer.json'))
    assert.equal(config.log.destination, 'stdout')
  })

  it('reads lists and offers from the environment', () => {
    const offers = [
      {
        role: 'code',
        model: `0x${'AB'.repeat(32)}`,
        pricePer1kInputBytes: '0',
        pricePer1kOutputTokens: '1.5',
      },
    ]
    const { config } = loadConfig({
      env: {
        WITAN_LISTEN: '/ip4/127.0.0.1/tcp/0, /ip4/127.0.0.1/tcp/0/ws',
        WITAN_OFFERS: JSON.stringify(offers),
      },
    })
    assert.equal(config.listen.length, 2)
    assert.deepEqual(config.offers, [
      {
        role: 'code',
        model: `0x${'ab'.repeat(32)}`,
        pricePer1kInputBytes: 0n,
        pricePer1kOutputTokens: 1_500_000n,
      },
    ])
  })

  it('refuses an unknown key of the file and names the nearest one', () => {
    const unknown = (content: unknown, nearest: string) =>
      assert.throws(
        () => loadConfig({ file: aFile(content), env: {} }),
        (error) =>
          isWitanError(error, 'CONFIG_UNKNOWN_KEY') && error.message.includes(`mean ${nearest}?`),
        nearest,
      )
    unknown({ helthPort: 1 }, 'healthPort')
    unknown({ runtime: { slot: 1 } }, 'runtime.slots')
    unknown({ settlements: { intervalMs: 1000 } }, 'settlement')
    const offer = { role: 'math', model: 'shipped', pricePer1kInputBytes: '1' }
    unknown({ offers: [{ ...offer, pricePer1kOutputToken: '1' }] }, 'pricePer1kOutputTokens')
  })

  it('refuses an unknown variable and an unknown flag', () => {
    assert.throws(
      () => loadConfig({ env: { WITAN_CHAIN_RPCURL: 'http://127.0.0.1:1' } }),
      (error) =>
        isWitanError(error, 'CONFIG_UNKNOWN_KEY') &&
        error.meta['nearest'] === 'WITAN_CHAIN_RPC_URL',
    )
    assert.throws(
      () => loadConfig({ env: {}, flags: { rpcUrl: 'http://127.0.0.1:1' } as never }),
      (error) => isWitanError(error, 'CONFIG_UNKNOWN_KEY'),
    )
  })

  it('refuses a value that does not fit, naming the key and its source', () => {
    const invalid = (env: Record<string, string>, key: string) =>
      assert.throws(
        () => loadConfig({ env }),
        (error) =>
          isWitanError(error, 'CONFIG_INVALID') &&
          error.message.startsWith(key) &&
          error.message.includes(Object.keys(env)[0]!),
        key,
      )
    invalid({ WITAN_CHAIN_CHAIN_ID: 'mainnet' }, 'chain.chainId')
    invalid({ WITAN_CHAIN_RPC_URL: 'ws://127.0.0.1' }, 'chain.rpcUrl')
    invalid({ WITAN_HEALTH_PORT: '70000' }, 'healthPort')
    invalid({ WITAN_RUNTIME_SLOTS: '0' }, 'runtime.slots')
    invalid({ WITAN_LOG_LEVEL: 'loud' }, 'log.level')
    invalid({ WITAN_SETTLEMENT_TOKEN_PER_ETH: '3e3' }, 'settlement.tokenPerEth')
    invalid({ WITAN_LISTEN: 'localhost:4600' }, 'listen')
    invalid({ WITAN_RUNTIME_QUEUE: '' }, 'runtime.queue')
  })

  it('refuses a missing or broken file without quoting it', () => {
    assert.throws(
      () => loadConfig({ file: join(folder, 'missing.json'), env: {} }),
      (error) => isWitanError(error, 'CONFIG_INVALID') && /witan init/.test(error.message),
    )
    assert.throws(
      () => loadConfig({ file: aFile('{"keystore":{"password":"hunter2"'), env: {} }),
      (error) =>
        isWitanError(error, 'CONFIG_INVALID') &&
        !`${error.message}${JSON.stringify(error.meta)}${String(error.cause)}`.includes('hunter2'),
    )
    assert.throws(
      () => loadConfig({ file: aFile('[]'), env: {} }),
      (error) => isWitanError(error, 'CONFIG_INVALID'),
    )
  })
})

describe('printConfig', () => {
  it('shows every setting with its source and masks secrets', () => {
    const loaded = loadConfig({
      env: {
        WITAN_KEYSTORE_PASSWORD: 'hunter2',
        WITAN_CHAIN_RPC_URL: 'https://user:hunter2@rpc.example/v2/hunter2?key=hunter2',
      },
    })
    const printed = printConfig(loaded)
    assert.ok(!JSON.stringify(printed).includes('hunter2'))
    const rpc = printed.find(({ name }) => name === 'chain.rpcUrl')
    assert.deepEqual(rpc, {
      name: 'chain.rpcUrl',
      value: 'https://rpc.example/••••••',
      source: 'env WITAN_CHAIN_RPC_URL',
    })
    assert.equal(printed.length, SETTING_NAMES.length - 1)
  })
})

describe('environmentName', () => {
  it('is different for every setting', () => {
    assert.equal(environmentName('settlement.tokenPerEth'), 'WITAN_SETTLEMENT_TOKEN_PER_ETH')
    assert.equal(new Set(SETTING_NAMES.map(environmentName)).size, SETTING_NAMES.length)
  })
})
