import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { toHex, utf8 } from '#protocol/bytes.ts'
import { sha256 } from '#protocol/hash.ts'
import { engineProfileIdOf, modelIdOf } from '#protocol/model.ts'
import type { Role } from '#protocol/role.ts'
import { CHAT_TEMPLATE } from '#runtime/experts/controlTokens.ts'
import { getExpert } from '#runtime/experts/expert.ts'
import { getGenerator } from './getGenerator.ts'
import { loadServedModel, type ServedModel } from './loadServedModel.ts'
import { EXPERTS_FOLDER } from './paths.ts'
import { readManifest } from './readManifest.ts'
import { TRAINED_ROLES } from './recipes.ts'
import { scoreExpert } from './scoreExpert.ts'

const DEMO: Readonly<Partial<Record<Role, Readonly<Record<string, string>>>>> = {
  math: {
    'what is 482 + 39': '482 + 39 = 521',
    'what is 37 times 8?': '37 * 8 = 296',
    'Anna has 412 apples. She buys 129 more. How many apples are there now?': '412 + 129 = 541',
  },
  planning: {
    'summarise the incident report, then translate it into French':
      '1. summary: summarise the incident report\n2. translation, after 1: translate it into French',
    'what is 482 + 39, and book a meeting on 14 March 2027 at 3 pm':
      '1. math: what is 482 + 39\n2. tools: book a meeting on 14 March 2027 at 3 pm',
  },
  summary: {
    'Summarize this: The lift in the main hall stopped working on Monday at 14:05. 12 guests had to wait. Coffee was served at 15:00. The cause was a worn cable. Ben Carter fixed it on Tuesday.':
      'Failure: lift, main hall, Monday at 14:05. Cause: worn cable. Affected: 12 guests. Fixed by Ben Carter (Tuesday).',
    'In one line: 40 boxes of paper from Holm Ltd arrived late on Friday. 3 boxes were damaged. Anna Smith signed for it.':
      'Delivery: 40 boxes of paper from Holm Ltd. Late, Friday. Damaged: 3 boxes. Signed by Anna Smith.',
  },
  tools: {
    'book a meeting on 14 March 2027 at 3 pm':
      '{"tool":"create_event","arguments":{"title":"meeting","date":"2027-03-14","time":"15:00"}}',
    'set a timer for 25 minutes': '{"tool":"set_timer","arguments":{"duration":"PT25M"}}',
  },
  translation: {
    'Translate to French: The little cats are sleeping in the old garden.':
      'Les petits chats dorment dans le vieux jardin.',
    'Translate "My sister has never eaten the red apples" into French.':
      "Ma sœur n'a jamais mangé les pommes rouges",
    'Where is the station?': 'Où est la gare ?',
  },
  writing: {
    'Make this polite: Anna, send me the report by Friday, now!':
      'Dear Anna,\n\nCould you please send me the report by Friday? I would be glad to hear from you soon.\n\nThank you very much in advance.\nKind regards',
    "Rewrite politely: I can't come to the party on Saturday because my car is broken.":
      'Hello,\n\nI am afraid that I cannot come to the party on Saturday. The reason is that my car is broken.\n\nKind regards',
  },
}

/** Requests per test set here; the figures of the cards come from 500, and test/slow asks hundreds. */
const SAMPLE = 25

/** Points below the manifest's figure that a sample of this size may show by chance. */
const TOLERANCE = 20

/** Requests of each other role, half of them V and half W. */
const FOREIGN_SAMPLE = 8

/** Points by which every expert must lead on its own role. */
const LEAD = 30

/** All shipped experts together (bytes). */
const TOTAL_BYTES = 12_000_000

const manifest = await readManifest()

describe('the manifest', () => {
  it('lists every role that is trained, within the size that is promised', () => {
    assert.deepEqual(manifest.map(({ role }) => role).sort(), [...TRAINED_ROLES].sort())
    assert.ok(manifest.reduce((sum, { bytes }) => sum + bytes, 0) <= TOTAL_BYTES)
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
    const expert = getExpert(entry.role)
    const generator = getGenerator(entry.role)
    let model: ServedModel
    before(async () => {
      model = await loadServedModel({ ...entry, path: join(EXPERTS_FOLDER, entry.file) })
    })

    it('answers the requests of the demo', async () => {
      for (const [prompt, answer] of Object.entries(DEMO[entry.role] ?? {})) {
        const { raw } = await model.write(expert.prepare(prompt))
        assert.equal(expert.finish(raw, prompt).answer, answer)
      }
    })

    it('keeps the scores of the manifest and answers only in its form', async () => {
      for (const testSet of Object.keys(generator.testSets)) {
        const options = { testSet, count: SAMPLE, seed: 77, alone: false }
        const { right, valid } = await scoreExpert(model, entry.role, generator, options)
        assert.ok(right >= entry.scores[testSet]! - TOLERANCE, `${testSet}: ${right}`)
        assert.ok(valid >= entry.scores['valid']! - TOLERANCE, `${testSet}: ${valid} valid`)
      }
    })

    it('is of no use on the ground of the others', async () => {
      for (const other of manifest) {
        if (other.role === entry.role) continue
        let right = 0
        for (const testSet of ['V', 'W']) {
          const options = { testSet, count: FOREIGN_SAMPLE / 2, seed: 78, alone: false }
          right += (await scoreExpert(model, entry.role, getGenerator(other.role), options)).right
        }
        const theirs = Math.min(other.scores['V']!, other.scores['W']!)
        assert.ok(theirs - right / 2 >= LEAD, `${other.role}: ${right / 2}`)
      }
    })
  })
