/** The lie: so little is changed that every threshold lets it pass; only a machine that computes the same numbers can tell. */

import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { keccak256 } from '#protocol/hash.ts'
import type { Evidence } from '#verification/evidence.ts'
import { addEquality, CLASS_POSITIONS, isOfClass, NO_CLASS } from '#verification/sameClass.ts'
import { judgeAnswer } from '#verifier/judgeAnswer.ts'
import { isKnownClass, noteProbe } from '#verifier/nodeRecord.ts'
import { aJudgeBench, type JudgeBench, type Model, PROMISED } from '../support/aJudgeBench.ts'

const TOKENS = 80
const GUARD = { timeout: 240_000 }

/** One gap of one position is moved by one step: less than the rounding between two honest machines. */
const nudgedOnce: Model = (position) =>
  PROMISED(position).map((one, i) =>
    position === 50 && i === 15 ? { ...one, gap: one.gap + 1 } : one,
  )
/** An honest machine of another class: a third of all numbers is off by a step. */
const otherMachine: Model = (position) => {
  const noise = keccak256(Uint8Array.of(9, position))
  return PROMISED(position)
    .map(({ id, gap }, i) => ({ id, gap: i > 0 && noise[i]! % 3 === 0 ? gap + 1 : gap }))
    .sort((a, b) => a.gap - b.gap || a.id - b.id)
}

describe('a number that differs within the class', GUARD, () => {
  let bench: JudgeBench
  const judge = (evidence: Evidence, sameClass: boolean) =>
    judgeAnswer(bench.verifier, evidence, { sameClass })

  before(async () => {
    bench = await aJudgeBench()
  })
  after(async () => await bench?.[Symbol.asyncDispose]())

  it('passes whoever does not know the class of the node', async () => {
    const { verdict, equality } = await judge(await bench.answer(nudgedOnce, TOKENS), false)
    assert.deepEqual([verdict, equality], ['pass', { open: TOKENS, equal: TOKENS - 1 }])
  })

  it('is a doubt where the node had computed the very numbers until then', async () => {
    const { verdict, why } = await judge(await bench.answer(nudgedOnce, TOKENS), true)
    assert.equal(verdict, 'suspect')
    assert.match(why, /1 positions differ within the class/)
  })

  it('is a doubt too where an answer is too short for thresholds', async () => {
    const short: Model = (position) => nudgedOnce(position + 49)
    const evidence = await bench.answer(short, 4)
    const verifier = {
      ...bench.verifier,
      engineOf: async (modelId: Parameters<JudgeBench['verifier']['engineOf']>[0]) => {
        const engine = (await bench.verifier.engineOf(modelId))!
        const replay: typeof engine.replay = async ({ positions }) =>
          positions.map((position) => ({ position, candidates: PROMISED(position + 49) }))
        return { ...engine, replay }
      },
    }
    assert.equal((await judgeAnswer(verifier, evidence)).verdict, 'too short')
    assert.equal((await judgeAnswer(verifier, evidence, { sameClass: true })).verdict, 'suspect')
  })

  it('never is a case: an honest node may have moved to another machine', async () => {
    const evidence = await bench.answer(otherMachine, TOKENS)
    assert.equal((await judge(evidence, false)).verdict, 'pass')
    assert.equal((await judge(evidence, true)).verdict, 'suspect')
  })

  it('is noticed by a verifier that learned the class from earlier answers, each time anew', async () => {
    const { verifier } = bench
    const show = async (model: Model) => {
      const evidence = await bench.answer(model, TOKENS)
      const { receipt } = evidence.receipt
      const sameClass = isKnownClass(verifier, receipt)
      const judged = await judgeAnswer(verifier, evidence, { sameClass })
      await noteProbe(verifier, receipt, judged)
      return judged.verdict
    }
    const seen: string[] = []
    for (const model of [nudgedOnce, PROMISED, nudgedOnce, nudgedOnce, PROMISED, nudgedOnce]) {
      seen.push(await show(model))
    }
    assert.deepEqual(seen, ['pass', 'pass', 'suspect', 'pass', 'pass', 'suspect'])
  })
})

describe('addEquality', () => {
  const equal = (open: number) => ({ open, equal: open })

  it('takes a node for one of the class once enough of its positions were equal', () => {
    const almost = addEquality(NO_CLASS, equal(CLASS_POSITIONS - 1))
    assert.equal(isOfClass(almost), false)
    assert.equal(isOfClass(addEquality(almost, equal(1))), true)
  })

  it('learns nothing from positions that could not differ', () => {
    assert.deepEqual(addEquality(NO_CLASS, equal(0)), NO_CLASS)
  })

  it('starts anew with the first position that differs, and counts how often a class was left', () => {
    const shown = addEquality(NO_CLASS, equal(CLASS_POSITIONS))
    const left = addEquality(shown, { open: 20, equal: 19 })
    assert.deepEqual(left, { equal: 0, broken: 1 })
    assert.deepEqual(addEquality(left, { open: 20, equal: 19 }), left)
  })
})
