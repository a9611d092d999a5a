/** The lie: a long answer is the promised model's only where a verifier is thought to look, such as at its beginning. */

import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readBatch } from '#chain/readBatch.ts'
import { readBeacon } from '#chain/readBeacon.ts'
import { readChainTime } from '#chain/readChainTime.ts'
import { readCourtTerms } from '#chain/readCourtTerms.ts'
import { revealSecret } from '#chain/revealSecret.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import { CHECKED_POSITIONS, drawPositions } from '#verification/drawPositions.ts'
import type { Evidence } from '#verification/evidence.ts'
import { probeDrawOf } from '#verification/probeDuty.ts'
import { commitEpoch } from '#verifier/commitEpoch.ts'
import { drawDuties } from '#verifier/drawDuties.ts'
import { judgeAnswer } from '#verifier/judgeAnswer.ts'
import { makeProbe } from '#verifier/makeProbe.ts'
import {
  aJudgeBench,
  aModel,
  type JudgeBench,
  type Model,
  PROMISED,
} from '../support/aJudgeBench.ts'

const TOKENS = 400
const CHEAP = aModel(1)
/** Draws that nobody knew: of a node's lies none passes one of them, as far as chance goes. */
const DRAWS = Array.from({ length: 6 }, (_, i) => keccak256Hex(Uint8Array.of(i)))
const GUARD = { timeout: 240_000 }

/** The promised model at some positions, a cheap one at the others. */
const honestAt =
  (positions: ReadonlySet<number>): Model =>
  (position) =>
    positions.has(position) ? PROMISED(position) : CHEAP(position)

describe('a node that is honest at the first 128 positions of a long answer', GUARD, () => {
  let bench: JudgeBench
  let liar: Evidence
  const first = [...Array(CHECKED_POSITIONS).keys()]
  const judge = (evidence: Evidence, draw?: `0x${string}`) =>
    judgeAnswer(bench.verifier, evidence, { ...(draw && { draw }) })

  before(async () => {
    bench = await aJudgeBench()
    liar = await bench.answer(honestAt(new Set(first)), TOKENS)
  })
  after(async () => await bench?.[Symbol.asyncDispose]())

  it('loses no race, and would pass whoever looks there alone', async () => {
    const begun = await bench.answer(honestAt(new Set(first)), CHECKED_POSITIONS)
    const { verdict, equality } = await judge(begun, DRAWS[0])
    assert.equal(verdict, 'pass')
    assert.deepEqual(equality, { open: CHECKED_POSITIONS, equal: CHECKED_POSITIONS })
  })

  it('is a case under every draw, and where all positions are looked at', async () => {
    for (const draw of [...DRAWS, undefined]) {
      const { verdict, statistics } = await judge(liar, draw)
      assert.equal(verdict, 'fault', draw)
      assert.equal(statistics?.tokens, draw === undefined ? TOKENS : CHECKED_POSITIONS)
    }
  })

  it('is judged alike by everybody under one draw, and by other figures under another', async () => {
    const [one, again, other] = await Promise.all([
      judge(liar, DRAWS[0]),
      judge(liar, DRAWS[0]),
      judge(liar, DRAWS[1]),
    ])
    assert.equal(one.statsHash, again.statsHash)
    assert.notEqual(one.statsHash, other.statsHash)
  })

  it('is proven a lost race wherever it stands, drawn or not', async () => {
    const drawn = new Set(
      drawPositions(DRAWS[0]!, liar.receipt.receipt.transcriptRoot, TOKENS, 128),
    )
    const hidden = [...Array(TOKENS).keys()].find((position) => !drawn.has(position))!
    const other = (winner: number) => (winner === 0 ? 1 : 0)
    const loser = await bench.answer(PROMISED, TOKENS, (position, winner) =>
      position === hidden ? other(winner) : winner,
    )
    const { verdict, why } = await judge(loser, DRAWS[0])
    assert.deepEqual([verdict, why], ['fault', `token ${hidden}: race`])
  })

  it('says nothing against an honest answer, whatever is drawn', async () => {
    const honest = await bench.answer(PROMISED, TOKENS)
    for (const draw of DRAWS) assert.equal((await judge(honest, draw)).verdict, 'pass')
  })

  it('is found by the verifier program, at positions that secret and beacon give to anybody', async () => {
    const { witan, nodeId } = bench
    const signal = AbortSignal.timeout(GUARD.timeout)
    const verifier = {
      ...bench.verifier,
      buy: async () => ({ receipt: liar.receipt, replay: liar }),
    }
    const state = await commitEpoch(verifier)
    await drawDuties(verifier, state, signal)
    // whomever the first probe was drawn for, it goes to this node
    const probe = Object.assign(state.probes[0]!, { nodeId, role: 'math' as const })
    await makeProbe(verifier, state, probe, signal)
    assert.equal(probe.finding?.verdict, 'fault')

    const { verifierId, chain } = verifier
    const { epoch } = state
    const { steps } = await readCourtTerms(chain)
    await witan.passTime((epoch + 1) * steps.epoch + 1 - (await readChainTime(chain)))
    await revealSecret(chain, { verifierId, epoch, secret: state.secret })
    const { secret, round } = (await readBatch(chain, { verifierId, epoch }))!
    const { value } = await readBeacon(chain, round)
    const draw = probeDrawOf({ secret: secret!, randomness: value! })
    assert.equal(probe.finding?.statsHash, (await judge(liar, draw)).statsHash)
  })

  it('does not get by with the beacon alone, which it knows before it answers', async () => {
    const beacon = DRAWS[0]!
    // whatever it takes for the root, the positions of the real one follow from the secret too
    const guessed = drawPositions(beacon, beacon, TOKENS, CHECKED_POSITIONS)
    const evidence = await bench.answer(honestAt(new Set(guessed)), TOKENS)
    for (const secret of DRAWS) {
      const draw = probeDrawOf({ secret, randomness: beacon })
      assert.equal((await judge(evidence, draw)).verdict, 'fault')
    }
  })
})
