import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { toHex, utf8 } from '#protocol/bytes.ts'
import { sha256 } from '#protocol/hash.ts'
import { engineProfileIdOf, modelIdOf } from '#protocol/model.ts'
import { CHAT_TEMPLATE } from '#runtime/experts/controlTokens.ts'
import { getExpert } from '#runtime/experts/expert.ts'
import { getGenerator } from './getGenerator.ts'
import { loadServedModel } from './loadServedModel.ts'
import { EXPERTS_FOLDER } from './paths.ts'
import { createRandom } from './random.ts'
import { readManifest } from './readManifest.ts'
import { TRAINED_ROLES } from './recipes.ts'

const DEMO = {
  math: {
    'what is 482 + 39': '482 + 39 = 521',
    'what is 37 times 8?': '37 * 8 = 296',
    'Anna has 412 apples. She buys 129 more. How many apples are there now?': '412 + 129 = 541',
  },
  tools: {
    'book a meeting on 14 March 2027 at 3 pm':
      '{"tool":"create_event","arguments":{"title":"meeting","date":"2027-03-14","time":"15:00"}}',
    'set a timer for 25 minutes': '{"tool":"set_timer","arguments":{"duration":"PT25M"}}',
  },
} as const

/** Requests per test set here; the figures of the cards come from 500. */
const SAMPLE = 40

/** Points below the manifest's figure that a sample of this size may show by chance. */
const TOLERANCE = 20

const manifest = await readManifest()

describe('the manifest', () => {
  it('lists every role that is trained, within the size that is promised', () => {
    assert.deepEqual(manifest.map(({ role }) => role).sort(), [...TRAINED_ROLES].sort())
    assert.ok(manifest.every(({ bytes }) => bytes <= 1_300_000))
  })

  for (const entry of manifest)
    it(`names the file of ${entry.role} by its hashes`, async () => {
      const file = await readFile(join(EXPERTS_FOLDER, entry.file))
      const engineProfileId = engineProfileIdOf(entry.engineProfile)
      assert.equal(toHex(sha256(file)), entry.sha256)
      assert.equal(file.length, entry.bytes)
      assert.equal(toHex(sha256(utf8(CHAT_TEMPLATE))), entry.chatTemplateSha256)
      assert.equal(
        modelIdOf({ ...entry, ggufSha256: entry.sha256, engineProfileId }),
        entry.modelId,
      )
    })
})

for (const entry of manifest)
  describe(`the shipped expert for ${entry.role}`, () => {
    it('answers the requests of the demo', async () => {
      const model = await loadServedModel({ ...entry, path: join(EXPERTS_FOLDER, entry.file) })
      const expert = getExpert(entry.role)
      for (const [prompt, answer] of Object.entries(DEMO[entry.role as keyof typeof DEMO])) {
        const { raw } = await model.write(expert.prepare(prompt))
        assert.equal(expert.finish(raw, prompt).answer, answer)
      }
    })

    it('keeps the scores of the manifest and answers only in its form', async () => {
      const model = await loadServedModel({ ...entry, path: join(EXPERTS_FOLDER, entry.file) })
      const expert = getExpert(entry.role)
      const generator = getGenerator(entry.role)
      for (const [name, draw] of Object.entries(generator.testSets)) {
        const random = createRandom(77)
        let right = 0
        for (let index = 0; index < SAMPLE; index++) {
          const { prompt, answer: truth } = draw(random)
          const { raw } = await model.write(expert.prepare(prompt))
          const { answer } = expert.finish(raw, prompt)
          assert.ok(generator.isValid(answer), answer)
          right += Number(generator.agrees(answer, truth))
        }
        assert.ok((100 * right) / SAMPLE >= entry.scores[name]! - TOLERANCE, `${name}: ${right}`)
      }
    })
  })
