import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { concatBytes, fromHex } from '#protocol/bytes.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import { type NodeId, parseHash } from '#protocol/ids.ts'
import type { Quote } from '#protocol/quote.ts'
import { raceWinner } from '#protocol/race.ts'
import type { RacedToken } from '#protocol/raceLeaf.ts'
import { quoteTypedData, receiptTypedData } from '#protocol/typedData.ts'
import { aNode, DOLLAR, latestTime, someTerms } from '#testing/chainFixtures.ts'
import { aSignedOutput, losesAt, signReceipt } from '#testing/courtFixtures.ts'
import type { LocalAccount } from '#testing/localChain.ts'
import { type LocalWitan, startLocalWitan } from '#testing/localWitan.ts'
import { answerData } from './answerData.ts'
import type { Chain } from './chain.ts'
import { challengeData } from './challengeData.ts'
import { claimCredit } from './claimCredit.ts'
import { createSessionKey } from './createSessionKey.ts'
import { depositAndFund } from './depositAndFund.ts'
import { hashTypedData } from './hashTypedData.ts'
import { mintTestDollars } from './mintTestDollars.ts'
import { proveEarlyStop } from './proveEarlyStop.ts'
import { proveEquivocation } from './proveEquivocation.ts'
import { proveLateStop } from './proveLateStop.ts'
import { proveMalformedLeaf } from './proveMalformedLeaf.ts'
import { proveOvercharge } from './proveOvercharge.ts'
import { proveRaceFault } from './proveRaceFault.ts'
import { proveWithheld } from './proveWithheld.ts'
import { readConviction } from './readConviction.ts'
import { readConvictions } from './readConvictions.ts'
import { readCredit } from './readCredit.ts'
import { readReputationTerms } from './readReputationTerms.ts'
import { readStake } from './readStake.ts'
import { readWeights } from './readWeights.ts'
import { registerModel } from './registerModel.ts'
import { signTypedData } from './signTypedData.ts'

const STAKE = 40n * DOLLAR
const STOP = 3

describe('verbs of the court', () => {
  let witan: LocalWitan
  let requester: Chain
  let operator: Chain
  let signers: LocalAccount[]
  let startedAt: number

  before(async () => {
    witan = await startLocalWitan()
    const { accounts } = witan.localChain
    requester = await witan.connect(accounts[1])
    operator = await witan.connect(accounts[2])
    signers = accounts.slice(5) as LocalAccount[]
    await mintTestDollars(requester, { amount: 100n * DOLLAR })
    await mintTestDollars(operator, { amount: 1000n * DOLLAR })
    startedAt = await latestTime(witan)
  })
  after(() => witan.stop())

  /** A node with stake that nothing was proven of yet. */
  async function aFreshNode() {
    const { address, privateKey } = signers.shift()!
    const nodeId = await aNode(operator, { signer: address, stake: STAKE })
    return { nodeId, key: privateKey, startedAt }
  }
  const betterThan = (output: Awaited<ReturnType<typeof aSignedOutput>>, position: number) => {
    const { candidates } = output.tokens[position]!
    const winner = raceWinner(fromHex(output.seed), position, candidates, 1000)
    return candidates.indexOf(winner)
  }

  it('takes half of the stake of a node whose token lost its race, jails it and sinks its weight', async () => {
    const node = await aFreshNode()
    const honest = await aFreshNode()
    const output = await aSignedOutput(requester, node, { race: losesAt(3) })
    const ids: NodeId[] = [node.nodeId, honest.nodeId]
    const weights = await readWeights(requester, ids, 'math')
    // half of the stake counts without fees, and a newcomer is trusted half
    const fresh = STAKE / 4n
    assert.deepEqual([...weights.values()], [fresh, fresh])

    const sentence = await proveRaceFault(requester, {
      signed: output.signed,
      seed: output.seed,
      opening: output.opening(3),
      better: betterThan(output, 3),
    })

    const { taskId } = output.signed.receipt
    const { fault, position, slashed } = sentence
    assert.deepEqual(
      { fault, position, slashed },
      { fault: 'race', position: 3, slashed: STAKE / 2n },
    )
    const stake = await readStake(requester, node.nodeId)
    assert.equal(stake.active, STAKE / 2n)
    assert.ok(stake.jailedUntil > startedAt)
    const after = await readWeights(requester, ids, 'math')
    assert.deepEqual([...after.values()], [0n, fresh])
    const terms = await readReputationTerms(requester, { nodeId: node.nodeId, role: 'math' })
    assert.deepEqual([terms.jailed, terms.passed, terms.failed], [true, 0n, 10_000n])
    const digest = hashTypedData(receiptTypedData(requester.context, output.signed.receipt))
    const conviction = await readConviction(requester, { nodeId: node.nodeId, taskId })
    assert.equal(conviction?.fault, 'race')
    assert.equal(conviction?.digest, digest.slice(0, 2 + 32))
    const [proven] = (await readConvictions(requester)).filter((one) => one.taskId === taskId)
    assert.equal(proven?.digest, digest)
    assert.equal(proven?.finder, requester.account)
  })

  it('refuses to punish a token that won its race, and the same task twice', async () => {
    const node = await aFreshNode()
    const output = await aSignedOutput(requester, node, { race: losesAt(3) })
    const { signed, seed } = output
    const prove = (position: number, better: number) =>
      proveRaceFault(requester, { signed, seed, opening: output.opening(position), better })

    for (const better of [0, 1, 2])
      await assert.rejects(prove(1, better), /does not show a lost race/)
    await prove(3, betterThan(output, 3))
    await assert.rejects(prove(3, betterThan(output, 3)), /punished for task/)
    assert.equal(
      await readConviction(requester, { nodeId: node.nodeId, taskId: parseHash(seed) as never }),
      undefined,
    )
  })

  it('punishes two receipts, a malformed leaf and an overcharge', async () => {
    const [twice, malformed, greedy] = [await aFreshNode(), await aFreshNode(), await aFreshNode()]
    const first = await aSignedOutput(requester, twice)
    const second = await signReceipt(requester, twice.key, {
      ...first.signed.receipt,
      outputTokens: 4,
    })
    const equivocation = await proveEquivocation(requester, { signed: first.signed, other: second })
    assert.equal(equivocation.fault, 'equivocation')
    assert.equal(equivocation.position, undefined)

    const leaf = await aSignedOutput(requester, malformed, {
      race: (raced, position) =>
        position === 2 ? { ...raced, candidates: [...raced.candidates].reverse() } : raced,
    })
    const form = await proveMalformedLeaf(requester, {
      signed: leaf.signed,
      opening: leaf.opening(2),
      place: 2,
    })
    assert.deepEqual([form.fault, form.position], ['malformedLeaf', 2])

    const bill = await aSignedOutput(requester, greedy, { receipt: { amount: 12n } })
    const { quoteId, modelId } = bill.signed.receipt
    const quote: Quote = {
      nodeId: greedy.nodeId,
      quoteId,
      modelId,
      role: 'math',
      mode: 'transit',
      pricePer1kInputBytes: 10n,
      pricePer1kOutputTokens: 2_000n,
      maxInputBytes: 1_000,
      maxOutputTokens: 64,
      sealingKey: quoteId,
      expiresAt: startedAt + 1_000,
    }
    const signature = await signTypedData(greedy.key, quoteTypedData(requester.context, quote))
    const proof = { signed: bill.signed, quote: { quote, signature } }
    assert.equal((await proveOvercharge(requester, proof)).fault, 'overcharge')
  })

  it('punishes an output cut before its end and one that goes on behind it', async () => {
    const { modelId } = await registerModel(operator, {
      parts: {
        ggufSha256: `0x${'a1'.repeat(32)}`,
        tokenizerSha256: `0x${'b2'.repeat(32)}`,
        chatTemplateSha256: `0x${'c3'.repeat(32)}`,
        engineProfileId: `0x${'d4'.repeat(32)}`,
      },
      roles: ['math'],
      contextTokens: 256,
      stopTokens: [STOP],
      licence: 'Apache-2.0',
    })
    await witan.passTime(2)
    const now = await latestTime(witan)
    const ended = { token: STOP, candidates: [{ id: STOP, gap: 0 }] }
    const of = (wrong: number) => ({
      race: (raced: RacedToken, position: number) => (position === wrong ? ended : raced),
      receipt: { modelId },
    })
    const [early, late] = [await aFreshNode(), await aFreshNode()]
    const cut = await aSignedOutput(requester, { ...early, startedAt: now }, of(9))
    const long = await aSignedOutput(requester, { ...late, startedAt: now }, of(2))

    const shown = { signed: cut.signed, opening: cut.opening(4) }
    assert.equal((await proveEarlyStop(requester, shown)).fault, 'earlyStop')
    const { fault, position } = await proveLateStop(requester, {
      signed: long.signed,
      opening: long.opening(2),
    })
    assert.deepEqual([fault, position], ['lateStop', 2])
  })

  it('makes a node hand out its frames or lose stake; the bond pays the node that does', async () => {
    const [open, silent] = [await aFreshNode(), await aFreshNode()]
    const session = createSessionKey()
    const allocations = [open, silent].map(({ nodeId }) => ({ nodeId, cap: DOLLAR }))
    const terms = await someTerms(witan, {
      requester: requester.account!,
      sessionKey: session.address,
      allocations,
    })
    const { jobId } = await depositAndFund(requester, { amount: 2n * DOLLAR, terms })
    const frames = [Uint8Array.of(1, 2, 3), Uint8Array.of(4)]
    const responseHash = parseHash(keccak256Hex(concatBytes(...frames)))
    const [given, withheld] = await Promise.all(
      [open, silent].map((node, index) =>
        aSignedOutput(requester, node, { receipt: { jobId, index, responseHash } }),
      ),
    )

    const { bond } = await challengeData(requester, { signed: given!.signed })
    await challengeData(requester, { signed: withheld!.signed })
    const digest = hashTypedData(receiptTypedData(requester.context, given!.signed.receipt))
    await assert.rejects(
      answerData(operator, { digest, frames: frames.slice(1) }),
      /frames hash to/,
    )
    await answerData(operator, { digest, frames })
    assert.equal((await readCredit(operator, operator.account!)).court, bond)
    const { amount } = await claimCredit(operator, { of: 'court' })
    assert.equal(amount, bond)

    const late = { signed: withheld!.signed, sessionKey: session.address }
    await assert.rejects(proveWithheld(requester, late), /runs until/)
    await witan.passTime(6)
    assert.equal((await proveWithheld(requester, late)).fault, 'withheld')
    assert.equal((await readCredit(requester, requester.account!)).court, bond)
  })
})
