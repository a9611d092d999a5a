/** A decoy from the command line: a verifier that passes its lie unread pays for it; an honest one proves the lie. */

import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { mintTestDollars } from '#chain/mintTestDollars.ts'
import { readStake } from '#chain/readStake.ts'
import { parseDollars } from '#protocol/units.ts'
import { runEpoch } from '#verifier/runEpoch.ts'
import { DEVNET_PASSWORD } from '../../scripts/devnet/nodeFolder.ts'
import { type PreparedNode, prepareNode } from '../../scripts/devnet/prepareNode.ts'
import { runCli } from '../../scripts/devnet/runCli.ts'
import { type SpawnedProcess, spawnProcess } from '../../scripts/devnet/spawnProcess.ts'
import type { Devnet } from '../../scripts/devnet/startDevnet.ts'
import { aDevnet } from '../support/aDevnet.ts'
import { aVerifier, PATIENT_STEPS, passTime, type TestVerifier } from '../support/aVerifier.ts'
import { passUnread } from '../support/passUnread.ts'

/** A guard against hanging; no test comes near it. */
const BOUNDED = { timeout: 300_000 }
/** Until a node is drawn for certain, as far as chance goes. */
const MAX_EPOCHS = 10
/** Places of the accounts of verifiers and of the decoy, which no other node takes. */
const [LAZY, HONEST, DECOY] = [0, 1, 2]
const MAIN = join(import.meta.dirname, '..', '..', 'scripts', 'witan.mjs')
/** Ten times what the devnet's nodes ask. */
const DEAR = { pricePer1kInputBytes: '0.01', pricePer1kOutputTokens: '0.2' }
const env = { WITAN_PASSWORD: DEVNET_PASSWORD }

describe('a decoy', () => {
  let devnet: Devnet
  let decoy: PreparedNode
  let program: SpawnedProcess
  let lazy: TestVerifier
  let honest: TestVerifier
  const signal = AbortSignal.timeout(BOUNDED.timeout)
  const stakeOf = async (nodeId: PreparedNode['nodeId']) =>
    (await readStake(await devnet.connect(), nodeId)).active
  const decoyOf = (...args: string[]) =>
    runCli(['decoy', ...args, '--data-dir', decoy.folder.dataDir], env)

  before(async () => {
    devnet = await aDevnet({ nodes: [['math']], terms: { steps: PATIENT_STEPS } })
    decoy = await prepare(devnet, signal)
    lazy = await aVerifier(devnet, LAZY, { probes: 16 })
    honest = await aVerifier(devnet, HONEST, { probes: 16 })
  })
  after(async () => {
    await program?.stop()
    for (const one of [lazy, honest]) await one?.[Symbol.asyncDispose]()
    await devnet?.stop()
  })

  it('is refused with more at stake than it may lose', BOUNDED, async () => {
    await assert.rejects(decoyOf(), /DECOY_UNFIT.*100\.00 dollars at stake, more than the 20\.00/s)
  })

  it('has a verifier that passed its lie unread lose stake to its owner', BOUNDED, async () => {
    const { dataDir, logFile } = decoy.folder
    const args = [MAIN, 'decoy', '--json', '--yes', '--max-stake', '100', '--data-dir', dataDir]
    program = spawnProcess(args, { logFile, env: { ...env, PATH: process.env['PATH'] } })
    await program.event('ready', { signal })
    const before = await stakeOf(lazy.verifierId)
    await passUnread(lazy, decoy.nodeId, { epochSeconds: PATIENT_STEPS.epoch, signal })

    const shown = await program.event('shown', { signal })
    const punished = await program.event('punished', { signal })
    assert.equal(shown['verifierId'], lazy.verifierId)
    assert.equal(punished['nodeId'], lazy.verifierId)
    assert.equal(await stakeOf(lazy.verifierId), (before * 8n) / 10n)
    assert.equal(await stakeOf(decoy.nodeId), parseDollars('50'))
  })

  it('is proven a liar by a verifier that looks', BOUNDED, async () => {
    await passTime(devnet, PATIENT_STEPS.jail + 1)
    const found = async () => {
      const { probes } = await runEpoch(honest.verifier, signal)
      return probes.some(({ nodeId, proven }) => nodeId === decoy.nodeId && proven)
    }
    let isFound = false
    for (let i = 0; i < MAX_EPOCHS && !isFound; i++) isFound = await found()
    assert.ok(isFound)
    assert.ok((await stakeOf(decoy.nodeId)) <= parseDollars('25'))
  })

  it('says what it cost and earned', BOUNDED, async () => {
    await program.stop()
    const tally = await decoyOf('--tally')
    const dollars = (name: string) =>
      BigInt((tally[name] as { readonly microDollars: string }).microDollars)
    assert.deepEqual([tally['shown'], tally['punished']], [1, 1])
    assert.ok(Number(tally['caught']) >= 1)
    assert.equal(dollars('stakeLost'), parseDollars('100') - (await stakeOf(decoy.nodeId)))
    // a tenth of its own slash, and of the verifier's
    assert.deepEqual([dollars('cameBack'), dollars('earned')], [5_000_000n, 2_000_000n])
    assert.equal(dollars('net'), 7_000_000n + dollars('owed') - dollars('stakeLost'))
  })

  it('has its finder’s shares paid out', BOUNDED, async () => {
    const { dataDir } = decoy.folder
    const of = ['--wallet', join(dataDir, 'signer.json'), '--data-dir', dataDir]
    const { amount, transaction } = await runCli(['withdraw', '--rewards', ...of], env)
    assert.equal((amount as { readonly microDollars: string }).microDollars, '7000000')
    assert.ok(transaction)
    assert.equal((await runCli(['withdraw', '--rewards', ...of], env))['transaction'], null)
  })
})

/** A staked node that asks for more than anybody pays. */
async function prepare(devnet: Devnet, signal: AbortSignal): Promise<PreparedNode> {
  const { operators, connect, folder, localChain, deployment, deploymentFile, nodes } = devnet
  const [signer, owner] = operators.slice(-2 * DECOY - 2, operators.length - 2 * DECOY)
  await mintTestDollars(await connect(owner), { amount: parseDollars('100') })
  return await prepareNode({
    folder,
    number: 200,
    roles: ['math'],
    owner: owner!,
    signer: signer!,
    rpcUrl: localChain.rpcUrl,
    deployment,
    deploymentFile,
    bootstrap: nodes.flatMap(({ addresses }) => addresses.slice(0, 1)),
    ports: undefined,
    plot: undefined,
    settings: { offers: [{ role: 'math', model: 'shipped', ...DEAR }] },
    signal,
  })
}
