/** Verifiers that buy like anybody find who lies: by proof, or by a jury that has the model; who passes a lie unread is punished. */

import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { publishCalibration } from '#chain/publishCalibration.ts'
import { readCase } from '#chain/readCase.ts'
import { readConvictions } from '#chain/readConvictions.ts'
import { readStake } from '#chain/readStake.ts'
import { shippedExperts } from '#cli/shippedExperts.ts'
import { courtLevelsOf } from '#client/courtLevelsOf.ts'
import { evidenceOf } from '#client/evidenceOf.ts'
import { marketHistory } from '#client/marketHistory.ts'
import { proveEvidence } from '#client/proveEvidence.ts'
import { encodeThresholds } from '#verification/thresholds.ts'
import { punishLazy } from '#verifier/punishLazy.ts'
import { type EpochSummary, runEpoch } from '#verifier/runEpoch.ts'
import { serveCases } from '#verifier/serveCases.ts'
import type { PromptSource } from '#verifier/verifier.ts'
import { runCli } from '../../scripts/devnet/runCli.ts'
import type { Devnet, DevnetNode } from '../../scripts/devnet/startDevnet.ts'
import { aDevnet } from '../support/aDevnet.ts'
import { aVerifier, PATIENT_STEPS, passTime, type TestVerifier } from '../support/aVerifier.ts'
import { passUnread } from '../support/passUnread.ts'

/** A guard against hanging; no test comes near it. */
const BOUNDED = { timeout: 300_000 }
const WEAK_MODEL = join(import.meta.dirname, '..', 'fixtures', 'witan-math-weak-Q4_0.gguf')
/** Epochs until a node is drawn for certain, as far as chance goes. */
const MAX_EPOCHS = 10
/** Answers long enough to be judged one by one. */
const LONG_SUMS: PromptSource = {
  roles: ['math'],
  draw: (_, random) => {
    const [a, b, c, d] = Array.from({ length: 4 }, () => 2 + Math.floor(97 * random()))
    return `Work out ((${a} + ${b}) * ${c} - ${d}) / ${b}`
  },
}

/** Publishes the limits of the math expert, as its publisher does. */
async function publishLimits({ connect, localChain }: Devnet): Promise<void> {
  const { modelId } = (await shippedExperts()).find(({ role }) => role === 'math')!
  const limits = { suspect: { margin: 0.05, gap: 0.07 }, fault: { margin: 0.1, gap: 0.15 } }
  await publishCalibration(await connect(localChain.accounts[0]), {
    modelId,
    calibrationSetHash: `0x${'ca'.repeat(32)}`,
    tokens: 1_000,
    thresholds: encodeThresholds({ version: 1, perTokens: [{ tokens: 8, ...limits }] }),
  })
}

describe('verifiers', () => {
  let devnet: Devnet
  let racer: DevnetNode
  let small: DevnetNode
  let honest: DevnetNode
  let accuser: TestVerifier
  let lazy: TestVerifier
  let jurors: readonly TestVerifier[]
  const summaries: EpochSummary[] = []
  const signal = AbortSignal.timeout(BOUNDED.timeout)

  before(async () => {
    devnet = await aDevnet({
      nodes: [['math'], ['math'], ['math']],
      lies: [{ name: 'lostRace' }, { name: 'smallerModel', modelPath: WEAK_MODEL }],
      terms: { steps: PATIENT_STEPS },
    })
    ;[racer, small, honest] = devnet.nodes as [DevnetNode, DevnetNode, DevnetNode]
    await publishLimits(devnet)
    const all: TestVerifier[] = []
    const parts = { prompts: LONG_SUMS }
    for (let place = 0; place < 5; place++)
      all.push(await aVerifier(devnet, place, { probes: 16 }, parts))
    ;[accuser, lazy] = all as [TestVerifier, TestVerifier]
    jurors = all.slice(2)
  })
  after(async () => {
    for (const one of [accuser, lazy, ...(jurors ?? [])]) await one?.[Symbol.asyncDispose]()
    await devnet?.stop()
  })

  const probesOf = ({ nodeId }: DevnetNode) =>
    summaries.flatMap(({ probes }) => probes).filter((probe) => probe.nodeId === nodeId)
  const stakeOf = async (nodeId: DevnetNode['nodeId']) =>
    (await readStake(await devnet.connect(), nodeId)).active

  it('lose stake when they pass a lie unread, once its own node shows it', BOUNDED, async () => {
    const { receipt, answer } = await passUnread(lazy, racer.nodeId, {
      epochSeconds: PATIENT_STEPS.epoch,
      signal,
    })
    const chain = await devnet.connect(racer.owner)
    const fault = { ...answer, nodeId: racer.nodeId, position: 0, kind: 'race' as const, receipt }
    const shown = await proveEvidence(chain, evidenceOf(chain.context, fault)!)
    assert.equal(shown.fault, 'race')

    const before = await stakeOf(lazy.verifierId)
    assert.equal(await punishLazy(accuser.verifier), 1)
    assert.equal(await stakeOf(lazy.verifierId), (before * 8n) / 10n)
    assert.equal(await punishLazy(jurors[0]!.verifier), 0)
  })

  it('find a lost race by themselves, and prove it', BOUNDED, async () => {
    await passTime(devnet, PATIENT_STEPS.jail + 1)
    const isMissing = () =>
      !probesOf(racer).some(({ proven }) => proven) ||
      !probesOf(small).some(({ caseId }) => caseId !== undefined) ||
      !probesOf(honest).some(({ verdict }) => verdict === 'pass')
    for (let i = 0; i < MAX_EPOCHS && isMissing(); i++) {
      summaries.push(await runEpoch(accuser.verifier, signal))
    }
    assert.ok(probesOf(racer).some(({ proven }) => proven))
    const convictions = await readConvictions(await devnet.connect())
    const races = convictions.filter(({ nodeId }) => nodeId === racer.nodeId)
    assert.ok(races.length >= 2 && races.every(({ fault }) => fault === 'race'))
  })

  it('pass the honest one', BOUNDED, () => {
    const verdicts = new Set(probesOf(honest).map(({ verdict }) => verdict))
    assert.ok(verdicts.has('pass'))
    assert.ok(!verdicts.has('fault'))
  })

  it('have a jury with the model judge a smaller one', BOUNDED, async () => {
    const accused = probesOf(small).find(({ caseId }) => caseId !== undefined)!
    const caseId = BigInt(accused.caseId!)
    const chain = await devnet.connect()
    const before = await stakeOf(small.nodeId)
    const everybody = [accuser, ...jurors]
    for (;;) {
      const open = await Promise.all(everybody.map(({ verifier }) => serveCases(verifier, signal)))
      if (open.every((one) => one.length === 0)) break
      const { phase, phaseEndsAt } = (await readCase(chain, caseId))!
      if (phase === 'appealable') await accuser.verifier.waitUntil(phaseEndsAt, signal)
    }
    const judged = (await readCase(chain, caseId))!
    assert.deepEqual([judged.verdict, judged.guiltyVotes], ['guilty', 3])
    assert.deepEqual([...judged.jury].sort(), jurors.map(({ verifierId }) => verifierId).sort())
    assert.ok((await stakeOf(small.nodeId)) < before)
    // all looked at the same positions, with the same model, on machines of one class
    const [{ jurors: voters } = { jurors: [] }] = courtLevelsOf(await marketHistory(chain), caseId)
    assert.equal(voters.filter(({ statsHash }) => statsHash !== undefined).length, 3)
    assert.equal(new Set(voters.map(({ statsHash }) => statsHash)).size, 1)
    const { ok, checks } = await runCli(
      ['audit', `case:${caseId}`, '--replay', '--data-dir', accuser.config.dataDir],
      {},
    )
    const replayed = (checks as readonly { readonly name: string }[]).filter(({ name }) =>
      /is what the replay says, by the very figures/.test(name),
    )
    assert.deepEqual([ok, replayed.length], [true, 3])
  })
})
