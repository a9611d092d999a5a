import assert from 'node:assert/strict'
import {
  closeSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  openSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { DEVNET_PASSWORD } from '../../scripts/devnet/nodeFolder.ts'
import type { Devnet, DevnetNode } from '../../scripts/devnet/startDevnet.ts'
import { aDevnet } from '../support/aDevnet.ts'
import { healthOf } from '../support/healthOf.ts'
import { runProgram } from '../support/runProgram.ts'

/** A guard against hanging; no test comes near it. */
const BOUNDED = { timeout: 300_000, concurrency: 2 }
const REPOSITORY = join(import.meta.dirname, '../..')
const CONFIG_OR_KEYS = 3
const CHAIN = 4

type Json = { [key: string]: unknown }

describe('witan run', BOUNDED, () => {
  let devnet: Devnet
  let node: DevnetNode

  before(async () => {
    devnet = await aDevnet({ nodes: [['tools']] })
    node = devnet.nodes[0]!
  })
  after(() => devnet?.stop())

  it('refuses a data folder that another run holds, and leaves that one serving', async () => {
    const end = await witanRun(node.folder.dataDir)

    assert.deepEqual([end.exitCode, end.code], [CONFIG_OR_KEYS, 'STORE_LOCKED'], end.output)
    assert.equal((await healthOf(node)).healthy, true)
  })

  it('refuses a port that another program listens on', async () => {
    const [address] = node.addresses as [string]
    const port = Number(/\/tcp\/(\d+)/.exec(address)![1])
    const dataDir = copyOfNode('port', { listen: [`/ip4/127.0.0.1/tcp/${port}`] })
    const end = await witanRun(dataDir)

    assert.deepEqual([end.exitCode, end.code], [CONFIG_OR_KEYS, 'PORT_IN_USE'], end.output)
    assert.match(end.output, new RegExp(String(port)))
  })

  it('refuses a port for health and metrics that is taken', async () => {
    const dataDir = copyOfNode('health', { healthPort: Number(new URL(node.healthUrl).port) })
    const end = await witanRun(dataDir)

    assert.deepEqual([end.exitCode, end.code], [CONFIG_OR_KEYS, 'PORT_IN_USE'], end.output)
  })

  it('refuses a chain with another id than the configured one', async () => {
    const deploymentFile = copyOfDeployment('wrong-chain', (record) => ({
      ...record,
      chainId: 31_338,
    }))
    const { rpcUrl } = devnet.localChain
    const chain = { rpcUrl, chainId: 31_338, deploymentFile }
    const end = await witanRun(copyOfNode('chain', { chain }))

    assert.deepEqual([end.exitCode, end.code], [CHAIN, 'CHAIN_WRONG_ID'], end.output)
  })

  it('refuses a contract address without code', async () => {
    const deploymentFile = copyOfDeployment('no-code', (record) => ({
      ...record,
      contracts: {
        ...(record['contracts'] as Json),
        JobEscrow: {
          ...((record['contracts'] as Json)['JobEscrow'] as Json),
          address: `0x${'ab'.repeat(20)}`,
        },
      },
    }))
    const { rpcUrl } = devnet.localChain
    const chain = { rpcUrl, chainId: 31_337, deploymentFile }
    const end = await witanRun(copyOfNode('code', { chain }))

    assert.deepEqual([end.exitCode, end.code], [CHAIN, 'CONTRACT_MISSING'], end.output)
    assert.match(end.output, /0x(ab){20}/i)
  })

  it('refuses a model file that is not the one of the manifest', async () => {
    const copy = copyOfProgram()
    flipByte(join(copy, 'node/experts/tools/model.gguf'), 1_000_000)
    const end = await witanRun(copyOfNode('model', {}), join(copy, 'scripts/witan.mjs'))

    assert.deepEqual([end.exitCode, end.code], [CONFIG_OR_KEYS, 'MODEL_HASH_MISMATCH'], end.output)
    assert.match(end.output, /sha256/)
  })

  /** Returns a data folder with the node's keys and a changed configuration. */
  function copyOfNode(name: string, changes: Json): string {
    const dataDir = join(devnet.folder, `copy-${name}`)
    mkdirSync(dataDir)
    for (const file of ['signer.json', 'peer.key']) {
      copyFileSync(join(node.folder.dataDir, file), join(dataDir, file))
    }
    const config = JSON.parse(readFileSync(join(node.folder.dataDir, 'config.json'), 'utf8'))
    writeFileSync(join(dataDir, 'config.json'), JSON.stringify({ ...config, ...changes }))
    return dataDir
  }

  function copyOfDeployment(name: string, change: (record: Json) => Json): string {
    const file = join(devnet.folder, `${name}.json`)
    const record = JSON.parse(readFileSync(devnet.deploymentFile, 'utf8')) as Json
    writeFileSync(file, JSON.stringify(change(record)))
    return file
  }

  /** Returns a copy of the installed program, whose experts can be tampered with. */
  function copyOfProgram(): string {
    const copy = join(devnet.folder, 'program')
    for (const part of ['node/src', 'node/experts', 'scripts', 'package.json']) {
      cpSync(join(REPOSITORY, part), join(copy, part), { recursive: true })
    }
    symlinkSync(join(REPOSITORY, 'node_modules'), join(copy, 'node_modules'))
    return copy
  }
})

function witanRun(dataDir: string, launcher = join(REPOSITORY, 'scripts/witan.mjs')) {
  return runProgram([launcher, 'run', '--json', '--data-dir', dataDir], {
    WITAN_PASSWORD: DEVNET_PASSWORD,
  })
}

function flipByte(path: string, at: number): void {
  const byte = readFileSync(path)[at]!
  const file = openSync(path, 'r+')
  writeSync(file, Uint8Array.of(byte ^ 1), 0, 1, at)
  closeSync(file)
}
