import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, describe, it } from 'node:test'
import { mintTestDollars } from '#chain/mintTestDollars.ts'
import { toHex } from '#protocol/bytes.ts'
import { sha256 } from '#protocol/hash.ts'
import { DOLLAR } from '#testing/chainFixtures.ts'
import { CHATML_TEMPLATE } from '#testing/chatmlTemplate.ts'
import { type LocalWitan, startLocalWitan } from '#testing/localWitan.ts'
import { randomGguf } from '#testing/randomGguf.ts'
import {
  type ChainSettings,
  writeDeployment,
  writeRequesterFolder,
} from '../../testing/dataFolders.ts'
import { runInProcess } from '../../testing/runInProcess.ts'
import { LAUNCHER } from '../../testing/runWitan.ts'
import { env } from '../../testing/startMarket.ts'

/** A role that no shipped expert has to have. */
const ROLE = 'translation'

describe('a model that an operator brought', () => {
  let witan: LocalWitan
  let folder: string
  let dataDir: string
  let node: ChildProcess
  let modelId: string
  let requesterFolder: string

  const run = (...args: string[]) =>
    runInProcess([...args, '--json', '--yes', '--data-dir', dataDir], { env })
  const done = async (...args: string[]) => {
    const { code, stdout, stderr } = await run(...args)
    assert.equal(code, 0, stdout + stderr)
    return JSON.parse(stdout)
  }

  before(async () => {
    witan = await startLocalWitan()
    folder = await mkdtemp(join(tmpdir(), 'witan-own-'))
    dataDir = join(folder, 'node')
    const { rpcUrl, accounts } = witan.localChain
    const chain = { rpcUrl, deploymentFile: await writeDeployment(folder, witan.deployment) }
    const [deployer, wallet] = accounts
    const listen = ['--listen', '/ip4/127.0.0.1/tcp/0', '--health-port', '0']
    const made = await done('init', '--wallet', ...listen, '--rpc', rpcUrl)
    await useDeployment(dataDir, chain)
    const minter = await witan.connect(deployer)
    for (const account of [made.wallet, made.signer]) await giveCoins(witan, account)
    for (const to of [made.wallet, wallet!.address])
      await mintTestDollars(minter, { to, amount: 200n * DOLLAR })

    const bytes = randomGguf({ seed: 7, contextTokens: 512, chatTemplate: CHATML_TEMPLATE })
    const path = join(folder, 'mine.gguf')
    await writeFile(path, bytes)
    const hash = toHex(sha256(bytes))
    const args = [
      '--role',
      ROLE,
      '--sha256',
      hash,
      '--benchmark-seconds',
      '1',
      '--max-threads',
      '1',
    ]
    ;({ modelId } = await done('models', 'add', path, ...args))
    await done('stake', '100')

    node = spawn(process.execPath, [LAUNCHER, 'run', '--json', '--data-dir', dataDir], {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      env: { ...env, PATH: process.env['PATH'], WITAN_LOG_LEVEL: 'error' },
    })
    const [line] = await once(createInterface(node.stdout!), 'line')
    requesterFolder = await writeRequesterFolder(join(folder, 'requester'), {
      chain,
      wallet: wallet!,
      bootstrap: JSON.parse(line).addresses,
    })
  })
  after(async () => {
    node?.kill('SIGKILL')
    await witan.stop()
    await rm(folder, { recursive: true })
  })

  it('is on offer on chain beside the shipped experts', async () => {
    const { registered } = await done('status')

    const roles = registered.offers.map(({ role }: { role: string }) => role)
    assert.ok(roles.includes('math') && roles.includes('tools'))
    const own = registered.offers.find(({ role }: { role: string }) => role === ROLE)
    assert.equal(own.modelId, modelId)
  })

  it('answers a requester, who pays for it by a receipt that names it', async () => {
    const receipts = join(folder, 'receipts.json')
    const { code, stdout } = await runInProcess(
      ['ask', 'Say it in Old English.', '--role', ROLE, '--max', '0.9', '--yes', '--json'].concat(
        ...['--receipts', receipts, '--data-dir', requesterFolder],
      ),
      { env },
    )

    assert.equal(code, 0, stdout)
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    const { answer } = events.find(({ type }) => type === 'merged')
    // random weights write printable rubbish, and plenty of it
    assert.match(answer, /^[\x20-\x7e\s]{20,}$/)
    const { receipt } = events.find(({ type }) => type === 'receipt')
    assert.equal(receipt.receipt.modelId, modelId)
    const text = await readFile(receipts, 'utf8')
    assert.ok(text.includes(modelId))
  })

  it('reads a system message before the prompt, which the shipped experts refuse', async () => {
    const ask = async (role: string, prompt: string) => {
      const { stdout } = await runInProcess(
        ['ask', prompt, '--role', role, '--system', 'Be brief.', '--max', '0.9'].concat(
          ...['--yes', '--json', '--data-dir', requesterFolder],
        ),
        { env },
      )
      return stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line))
    }

    const own = await ask(ROLE, 'Say it in Old English.')
    const shipped = await ask('math', 'what is 482 + 39')

    const { receipt } = own.find(({ type }) => type === 'receipt')
    assert.equal(receipt.receipt.inputBytes, 'Say it in Old English.Be brief.'.length)
    assert.equal(shipped.at(-1).error.code, 'PROMPT_UNSUPPORTED')
  })

  it('is not alone: the shipped expert of another role still answers', async () => {
    const { code, stdout } = await runInProcess(
      ['ask', 'what is 482 + 39', '--max', '0.05', '--yes', '--data-dir', requesterFolder],
      { env },
    )

    assert.equal(code, 0)
    assert.match(stdout, /521/)
  })

  it('withdraw --dry-run tells the gas of taking what is free, and takes nothing', async () => {
    const taken = (...args: string[]) =>
      runInProcess(['withdraw', '--json', ...args, '--data-dir', requesterFolder], { env })
    const { stdout } = await taken('--dry-run')
    const after = await taken('--dry-run')

    const dry = JSON.parse(stdout)
    assert.ok(dry.simulated[0].gas > 20_000, stdout)
    assert.deepEqual(JSON.parse(after.stdout).available, dry.available)
  })

  it('stops the start when its file was changed behind its back', async () => {
    node.kill('SIGKILL')
    await once(node, 'exit')
    const path = join(folder, 'mine.gguf')
    const bytes = await readFile(path)
    await writeFile(path, bytes.fill(1, bytes.length - 1))

    const { code, stdout } = await runInProcess(['run', '--json', '--data-dir', dataDir], {
      env: { ...env, WITAN_LOG_LEVEL: 'silent' },
    })

    assert.equal(code, 3, stdout)
    assert.equal(JSON.parse(stdout).error.code, 'MODEL_HASH_MISMATCH')
  })
})

/** The record of a test's own chain, in the configuration that `init` wrote. */
async function useDeployment(dataDir: string, chain: ChainSettings): Promise<void> {
  const file = join(dataDir, 'config.json')
  const config = JSON.parse(await readFile(file, 'utf8'))
  await writeFile(file, JSON.stringify({ ...config, chain: { ...config.chain, ...chain } }))
}

async function giveCoins({ localChain }: LocalWitan, account: string): Promise<void> {
  const request = localChain.request as (method: string, params: unknown[]) => Promise<unknown>
  await request('hardhat_setBalance', [account, '0x56bc75e2d63100000'])
}
