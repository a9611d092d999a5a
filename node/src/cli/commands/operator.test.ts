import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { mintTestDollars } from '#chain/mintTestDollars.ts'
import { DOLLAR } from '#testing/chainFixtures.ts'
import { type LocalWitan, startLocalWitan } from '#testing/localWitan.ts'
import {
  type ChainSettings,
  PASSWORD,
  writeDeployment,
  writeNodeFolder,
} from '../testing/dataFolders.ts'
import { runInProcess } from '../testing/runInProcess.ts'

const env = { WITAN_PASSWORD: PASSWORD }
/** Longer than the thaw. */
const THAW_SECONDS = 22 * 86_400

describe('commands of an operator', () => {
  let witan: LocalWitan
  let folder: string
  let chain: ChainSettings
  let dataDir: string
  before(async () => {
    witan = await startLocalWitan()
    folder = await mkdtemp(join(tmpdir(), 'witan-operator-'))
    const { rpcUrl, accounts } = witan.localChain
    chain = { rpcUrl, deploymentFile: await writeDeployment(folder, witan.deployment) }
    const [, owner, signer] = accounts
    dataDir = await writeNodeFolder(join(folder, 'node'), {
      chain,
      signer: signer!,
      owner: owner!,
    })
    await mintTestDollars(await witan.connect(accounts[0]), {
      to: owner!.address,
      amount: 200n * DOLLAR,
    })
  })
  after(async () => {
    await witan.stop()
    await rm(folder, { recursive: true })
  })

  const run = (...args: string[]) => runInProcess([...args, '--data-dir', dataDir], { env })
  const json = async (...args: string[]) => {
    const { code, stdout, stderr } = await run(...args, '--json')
    assert.equal(stderr, '')
    return { code, value: JSON.parse(stdout) }
  }

  it('status says that the node is offline and not registered', async () => {
    const { code, value } = await json('status')
    const text = await run('status')

    assert.equal(code, 0)
    assert.deepEqual(Object.keys(value), ['online', 'chainId', 'signer', 'running', 'registered'])
    assert.deepEqual([value.online, value.running, value.registered], [false, null, null])
    assert.match(text.stdout, /offline: the node does not answer/)
    assert.match(text.stdout, /no; run witan stake/)
  })

  it('unstake and run refuse a node that is not registered', async () => {
    const unstaked = await json('unstake', '1', '--yes')
    const started = await json('run')

    for (const { code, value } of [unstaked, started]) {
      assert.equal(code, 3)
      assert.match(value.error.message, /^No node on chain 31337 has the signer/)
    }
  })

  it('stake --dry-run and --unsigned send nothing', async () => {
    const dry = await json('stake', '100', '--dry-run')
    const unsigned = await json('stake', '100', '--unsigned')
    const { value: status } = await json('status')

    assert.deepEqual(dry.value.steps, ['register', 'stake'])
    assert.equal(dry.value.enough, true)
    const [register, staked] = dry.value.simulated
    assert.ok(register.gas > 100_000 && BigInt(register.gasCostWei) > 0n)
    assert.match(staked.skipped, /not registered yet/)
    assert.deepEqual(
      unsigned.value.unsigned.map((call: { purpose: string; to: string }) => [
        call.purpose,
        call.to,
      ]),
      [['register the node', witan.deployment.contracts.NodeRegistry.address]],
    )
    assert.equal(status.registered, null)
  })

  it('stake asks for consent, and without a terminal sends nothing', async () => {
    const { code, value } = await json('stake', '100')

    assert.equal(code, 2)
    assert.match(value.error.message, /add --yes/)
  })

  it('stake registers the node and stakes in one go', async () => {
    const { code, value } = await json('stake', '100', '--yes')
    const { value: status } = await json('status')

    assert.equal(code, 0)
    assert.deepEqual(Object.keys(value), [
      'nodeId',
      'registered',
      'staked',
      'stake',
      'room',
      'transactions',
    ])
    assert.deepEqual(value.stake, { microDollars: '100000000', decimal: '100.00' })
    assert.deepEqual(
      value.transactions.map(({ purpose }: { purpose: string }) => purpose),
      ['registered', 'staked'],
    )
    assert.equal(status.registered.nodeId, value.nodeId)
    assert.equal(status.registered.offers[0].role, 'math')
  })

  it('a second stake adds to the node, and --unsigned prints approval and stake', async () => {
    const { value } = await json('stake', '20.5', '--yes')
    const unsigned = await json('stake', '1', '--unsigned')

    assert.equal(value.registered, false)
    assert.equal(value.stake.decimal, '120.50')
    assert.deepEqual(
      unsigned.value.unsigned.map(({ purpose }: { purpose: string }) => purpose),
      ['approve the stake', 'stake'],
    )
  })

  it('stake --dry-run simulates what it would send, with the permit where a password is at hand', async () => {
    const opened = await json('stake', '5', '--dry-run')
    const closed = await runInProcess(
      ['stake', '5', '--dry-run', '--json', '--data-dir', dataDir],
      { env: {} },
    )
    const tooMuch = await json('stake', '1000', '--dry-run')
    const { value: status } = await json('status')

    assert.ok(opened.value.simulated[0].gas > 50_000, JSON.stringify(opened.value))
    assert.equal(closed.code, 0, closed.stdout)
    assert.match(JSON.parse(closed.stdout).simulated[0].skipped, /--password-file/)
    assert.match(tooMuch.value.simulated[0].skipped, /balance/)
    assert.equal(status.registered.stake.active.decimal, '120.50')
  })

  it('stake 0 publishes the offers, and nothing where they are published', async () => {
    const before = await json('stake', '0', '--yes')
    const config = JSON.parse(await readFile(join(dataDir, 'config.json'), 'utf8'))
    config.offers[0].pricePer1kOutputTokens = '0.03'
    await writeFile(join(dataDir, 'config.json'), JSON.stringify(config))

    const dry = await json('stake', '0', '--dry-run')
    const after = await json('stake', '0', '--yes')

    assert.deepEqual([before.code, before.value.transactions], [0, []])
    assert.deepEqual(dry.value.steps, ['set offers'])
    assert.ok(dry.value.simulated[0].gas > 30_000)
    assert.deepEqual(
      after.value.transactions.map(({ purpose }: { purpose: string }) => purpose),
      ['offers changed'],
    )
    assert.equal(after.value.stake.decimal, '120.50')
  })

  it('stake refuses more than the wallet holds with 5 and both amounts', async () => {
    const { code, stderr } = await run('stake', '1000', '--yes')

    assert.equal(code, 5)
    assert.match(stderr, /^error INSUFFICIENT_FUNDS: .*79\.50.*1000\.00/m)
  })

  it('stake refuses the wallet of somebody else', async () => {
    const signer = join(dataDir, 'signer.json')

    const { code, value } = await json('stake', '1', '--yes', '--owner-keystore', signer)

    assert.equal(code, 3)
    assert.match(value.error.message, /belongs to/)
  })

  it('unstake thaws, refuses to finish early with 5, and finishes after the thaw', async () => {
    const dry = await json('unstake', '20.5', '--dry-run')
    const thawed = await json('unstake', '20.5', '--yes')
    const dryEarly = await json('unstake', '--finish', '--dry-run')
    const early = await json('unstake', '--finish', '--yes')
    await witan.passTime(THAW_SECONDS)
    const finished = await json('unstake', '--finish', '--yes')

    assert.ok(dry.value.simulated[0].gas > 20_000, JSON.stringify(dry.value))
    assert.match(dryEarly.value.simulated[0].skipped, /still thaws/)
    assert.equal(thawed.code, 0)
    assert.ok(thawed.value.thawsAt > Date.now() / 1000)
    assert.equal(early.code, 5)
    assert.equal(early.value.error.code, 'CONTRACT_REVERTED')
    assert.equal(finished.code, 0)
    assert.equal(finished.value.amount.decimal, '20.50')
  })

  it('withdraw says that there is nothing, whatever is asked', async () => {
    const free = await json('withdraw', '--yes')
    const earned = await json('withdraw', '--earnings', '--yes')

    for (const { code, value } of [free, earned]) {
      assert.equal(code, 0)
      assert.equal(value.amount.microDollars, '0')
      assert.equal(value.transaction, null)
    }
  })

  it('withdraw refuses more than the free balance with 5', async () => {
    const { code, value } = await json('withdraw', '1', '--yes')

    assert.equal(code, 5)
    assert.equal(value.error.code, 'INSUFFICIENT_FUNDS')
  })

  it('refuses a wrong password, and a keystore that is missing, with 3', async () => {
    const wrong = await runInProcess(['stake', '1', '--yes', '--json', '--data-dir', dataDir], {
      env: { WITAN_PASSWORD: 'another' },
    })
    const missing = await json('stake', '1', '--yes', '--owner-keystore', join(folder, 'none'))

    assert.deepEqual([wrong.code, JSON.parse(wrong.stdout).error.code], [3, 'KEYSTORE_INVALID'])
    assert.deepEqual([missing.code, missing.value.error.code], [3, 'KEYSTORE_MISSING'])
  })

  const elsewhere: readonly (readonly [string, () => readonly string[], number, string])[] = [
    ['nobody answers', () => ['--rpc', 'http://127.0.0.1:1'], 4, 'CHAIN_UNREACHABLE'],
    ['the record is missing', () => ['--deployments', dataDir], 3, 'DEPLOYMENT_MISSING'],
    ['the record is of another chain', () => ['--chain', '1'], 4, 'CHAIN_WRONG_ID'],
    [
      'the chain has another id',
      () => ['--chain', '5', '--deployments', folder],
      4,
      'CHAIN_WRONG_ID',
    ],
    [
      'the contracts are not there',
      () => ['--deployments', join(folder, 'moved')],
      4,
      'CONTRACT_MISSING',
    ],
  ]
  for (const [what, args, code, name] of elsewhere) {
    it(`ends with ${code} when ${what}`, async () => {
      await writeMoved(folder, witan)

      const { code: actual, value } = await json('status', ...args())

      assert.deepEqual([actual, value.error.code], [code, name])
    })
  }
})

/** Records of a deployment with another chain id, and with a contract where no code is. */
async function writeMoved(folder: string, { deployment }: LocalWitan): Promise<void> {
  const { mkdir } = await import('node:fs/promises')
  await mkdir(join(folder, 'moved'), { recursive: true })
  const text = (value: object) =>
    JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? Number(item) : item))
  await writeFile(join(folder, '5.json'), text({ ...deployment, chainId: 5 }))
  const NodeStaking = { address: `0x${'11'.repeat(20)}` }
  const contracts = { ...deployment.contracts, NodeStaking }
  await writeFile(join(folder, 'moved', '31337.json'), text({ ...deployment, contracts }))
}
