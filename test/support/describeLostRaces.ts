import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { ModelEntry } from '#runtime/models/modelEntry.ts'
import type { LieName } from '#testing/lies.ts'
import { randomModelFile } from '#testing/randomModelFile.ts'
import { proveFault } from '#verification/proveFault.ts'
import { askLiar, evidenceOfAnswer, type LiarAnswer } from './askLiar.ts'

const ASKED = {
  prompts: ['tell me a story', 'and another'],
  temperatureMilli: 1000,
  maxOutputTokens: 32,
}

/** What a liar answered, once the tests run. */
export type AskedLiar = {
  readonly model: () => ModelEntry
  readonly answers: () => readonly LiarAnswer[]
}

/**
 * Tests that a lie about which token wins loses races that anybody can run again, and is proven by those leaves alone.
 *
 * @param title - Names the liar.
 * @param lie - What its runtime does.
 * @param more - Tests of this lie alone.
 */
export function describeLostRaces(
  title: string,
  lie: LieName,
  more: (asked: AskedLiar) => void = () => undefined,
): void {
  describe(title, () => {
    const folder = mkdtempSync(join(tmpdir(), `witan-${lie}-`))
    let model: ModelEntry
    let answers: readonly LiarAnswer[]
    let stops: ReadonlySet<number>

    before(async () => {
      // random weights are unsure of everything, so that the noise decides
      model = randomModelFile(folder, { role: 'writing', seed: 3, framing: 'plain' })
      ;({ answers, stops } = await askLiar({ name: lie }, { model, ...ASKED }))
    })
    after(() => rmSync(folder, { recursive: true, force: true }))

    it('loses races that the requester runs again, in every answer', () => {
      for (const { faults, raced } of answers) {
        assert.equal(raced.length, 32)
        assert.ok(faults.length > 0)
        assert.ok(faults.every(({ kind }) => kind === 'race'))
      }
    })

    it('is proven by one leaf, and by no leaf whose race holds', () => {
      for (const answer of answers) {
        const lost = new Set(answer.faults.map(({ position }) => position))
        for (const position of answer.raced.keys()) {
          const { proven } = proveFault(evidenceOfAnswer('race', answer, position), stops)
          assert.equal(proven, lost.has(position), `${position}`)
        }
      }
    })

    it('is told from an honest runtime, which loses none', async () => {
      const honest = await askLiar(undefined, { model, ...ASKED })
      for (const { faults } of honest.answers) assert.deepEqual(faults, [])
    })

    more({ model: () => model, answers: () => answers })
  })
}
