import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Chain } from '#chain/chain.ts'
import { mintTestDollars } from '#chain/mintTestDollars.ts'
import { readStake } from '#chain/readStake.ts'
import { registerModel } from '#chain/registerModel.ts'
import type { Hex } from '#protocol/bytes.ts'
import { type NodeId, parseModelId } from '#protocol/ids.ts'
import type { RacedToken } from '#protocol/raceLeaf.ts'
import { aNode, DOLLAR, latestTime } from '#testing/chainFixtures.ts'
import { aSignedOutput, losesAt, type SignedOutput } from '#testing/courtFixtures.ts'
import { type LocalWitan, startLocalWitan } from '#testing/localWitan.ts'
import type { Evidence } from '#verification/evidence.ts'
import { decodeEvidence, encodeEvidence } from '#verification/evidence.ts'
import { evidenceOf } from './evidenceOf.ts'
import type { FoundFault } from './journal.ts'
import { proveEvidence } from './proveEvidence.ts'

const STOP = 3

/** What a requester keeps of a fault at a position. */
const faultAt = (
  { signed, raceSalt, leaves }: SignedOutput,
  kind: FoundFault['kind'],
  position: number,
): FoundFault => {
  const { nodeId, taskId } = signed.receipt
  return { taskId, nodeId, position, kind, raceSalt, leaves, receipt: signed }
}

describe('proveEvidence', () => {
  let witan: LocalWitan
  let finder: Chain
  let operator: Chain
  let startedAt: number
  let next = 5

  before(async () => {
    witan = await startLocalWitan()
    const { accounts } = witan.localChain
    finder = await witan.connect(accounts[1])
    operator = await witan.connect(accounts[2])
    await mintTestDollars(operator, { amount: 1000n * DOLLAR })
    startedAt = await latestTime(witan)
  })
  after(() => witan.stop())

  async function aFreshNode(): Promise<{ nodeId: NodeId; key: `0x${string}`; startedAt: number }> {
    const { address, privateKey } = witan.localChain.accounts[next++]!
    return { nodeId: await aNode(operator, { signer: address }), key: privateKey, startedAt }
  }
  /** The bundle as it arrives at somebody else. */
  const sent = (evidence: Evidence | undefined) => {
    const { bytes, hash } = encodeEvidence(evidence!)
    return decodeEvidence(bytes, hash)
  }

  it('convicts by a lost race from what the requester kept, at every place of the tree', async () => {
    for (const [count, wrong] of [
      [1, 0],
      [7, 6],
      [16, 9],
    ] as const) {
      const node = await aFreshNode()
      const output = await aSignedOutput(finder, node, { count, race: losesAt(wrong) })
      const evidence = sent(evidenceOf(finder.context, faultAt(output, 'race', wrong)))

      const { fault, position } = await proveEvidence(finder, evidence)

      assert.deepEqual([fault, position], ['race', wrong])
      assert.equal((await readStake(finder, node.nodeId)).active, 20n * DOLLAR)
    }
  })

  it('convicts by a malformed leaf', async () => {
    const node = await aFreshNode()
    const twice = (raced: RacedToken, position: number) =>
      position === 3 ? { ...raced, candidates: [...raced.candidates, raced.candidates[1]!] } : raced
    const output = await aSignedOutput(finder, node, { race: twice })
    const evidence = sent(evidenceOf(finder.context, faultAt(output, 'malformedLeaf', 3)))

    assert.equal((await proveEvidence(finder, evidence)).fault, 'malformedLeaf')
  })

  it('convicts by an answer that stops early, and by one that goes on behind its end', async () => {
    const word: Hex = `0x${'a1'.repeat(32)}`
    const { modelId } = await registerModel(operator, {
      parts: {
        ggufSha256: word,
        tokenizerSha256: word,
        chatTemplateSha256: word,
        engineProfileId: word,
      },
      roles: ['math'],
      contextTokens: 256,
      stopTokens: [STOP],
      licence: 'Apache-2.0',
    })
    await witan.passTime(2)
    const now = await latestTime(witan)
    const end = { token: STOP, candidates: [{ id: STOP, gap: 0 }] }
    const endingAt = async (place: number) =>
      await aSignedOutput(
        finder,
        { ...(await aFreshNode()), startedAt: now },
        { race: (raced, position) => (position === place ? end : raced), receipt: { modelId } },
      )
    const [cut, long] = [await endingAt(99), await endingAt(2)]

    const early = evidenceOf(finder.context, faultAt(cut, 'earlyStop', 4))
    assert.equal((await proveEvidence(finder, sent(early))).fault, 'earlyStop')
    // found at the token behind the end
    const late = evidenceOf(finder.context, faultAt(long, 'lateStop', 3))
    const { fault, position } = await proveEvidence(finder, sent(late))
    assert.deepEqual([fault, position], ['lateStop', 2])
  })

  it('sends nothing for evidence that proves nothing', async () => {
    const node = await aFreshNode()
    const honest = await aSignedOutput(finder, node)
    const modelId = parseModelId(`0x${'99'.repeat(32)}`)
    const unknown = await aSignedOutput(finder, node, { receipt: { modelId } })
    const replay = {
      ...evidenceOf(finder.context, faultAt(honest, 'race', 2))!,
      kind: 'replay',
    } as const

    const claims: [FoundFault, RegExp][] = [
      [faultAt(honest, 'race', 2), /wins its race/],
      [faultAt(honest, 'malformedLeaf', 2), /well-formed/],
      [faultAt(unknown, 'lateStop', 2), /not registered/],
    ]
    for (const [fault, why] of claims) {
      const evidence = evidenceOf(finder.context, fault)!
      await assert.rejects(proveEvidence(finder, evidence), {
        code: 'VERIFICATION_FAILED',
        message: why,
      })
    }
    await assert.rejects(proveEvidence(finder, replay), { code: 'INPUT_INVALID' })
    assert.equal((await readStake(finder, node.nodeId)).active, 40n * DOLLAR)
  })

  it('is not to be had without a receipt over the leaves', async () => {
    const output = await aSignedOutput(finder, await aFreshNode(), { race: losesAt(1) })
    const { receipt: _, ...fault } = faultAt(output, 'race', 1)

    assert.equal(evidenceOf(finder.context, fault), undefined)
    const cut = { ...faultAt(output, 'race', 1), leaves: [] }
    assert.throws(() => evidenceOf(finder.context, cut), { code: 'INPUT_INVALID' })
  })
})
