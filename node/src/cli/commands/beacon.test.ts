import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type DrandRelay, says, startDrandRelay } from '#testing/drandRelay.ts'
import { type LocalWitan, startLocalWitan } from '#testing/localWitan.ts'
import vectors from '../../../../test/vectors/drand.json' with { type: 'json' }
import { writeDeployment, writeRequesterFolder } from '../testing/dataFolders.ts'
import { runInProcess } from '../testing/runInProcess.ts'
import { env } from '../testing/startMarket.ts'

/** Two hours after the network of drand began. */
const INITIAL_DATE = '2023-08-23T17:09:27Z'
const [one, two] = vectors.beacons.map(({ round, signature, randomness }) => ({
  round: String(round),
  signature,
  randomness,
}))

describe('witan beacon', () => {
  let witan: LocalWitan
  let relay: DrandRelay
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'witan-beacon-'))
    witan = await startLocalWitan({ initialDate: INITIAL_DATE, beacon: 'drand' })
    relay = await startDrandRelay(says({ round: 1, signature: one!.signature.slice(2) }))
    const deploymentFile = await writeDeployment(folder, witan.deployment)
    const { rpcUrl, accounts } = witan.localChain
    await writeRequesterFolder(join(folder, 'requester'), {
      chain: { rpcUrl, deploymentFile },
      wallet: accounts[1]!,
      bootstrap: [],
    })
  })
  after(async () => {
    await relay?.[Symbol.asyncDispose]()
    await witan?.stop()
    await rm(folder, { recursive: true })
  })

  const beacon = (...args: string[]) =>
    runInProcess(
      ['beacon', ...args, '--relays', relay.url, '--data-dir', join(folder, 'requester'), '--json'],
      { env },
    )

  it('simulates what it would send, then fixes the round, then finds it fixed', async () => {
    const trial = JSON.parse((await beacon(one!.round, '--dry-run')).stdout)
    assert.deepEqual([trial.state, trial.transaction], ['open', null])
    assert.ok(trial.simulated[0].gas > 100_000)

    const { code, stdout, stderr } = await beacon(one!.round)
    assert.equal(code, 0, stderr)
    const fixed = JSON.parse(stdout)
    assert.equal(fixed.value, one!.randomness)
    assert.match(fixed.transaction.txHash, /^0x/)

    const again = JSON.parse((await beacon(one!.round)).stdout)
    assert.deepEqual([again.state, again.transaction], ['known', null])
  })

  it('takes a signature by hand where no relay has the round', async () => {
    const failed = await beacon(two!.round)
    assert.equal(failed.code, 8)
    assert.match(failed.stderr + failed.stdout, /BEACON_UNREACHABLE/)
    const { stdout } = await beacon(two!.round, '--signature', two!.signature)
    assert.equal(JSON.parse(stdout).value, two!.randomness)
  })

  it('refuses what is no round and no signature before it asks anybody', async () => {
    const asked = relay.asked.length
    assert.equal((await beacon('0')).code, 2)
    assert.equal((await beacon('5', '--signature', 'abc')).code, 2)
    assert.equal(relay.asked.length, asked)
  })
})
