import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { KNOWN_WORDS as CODE_WORDS } from '#runtime/experts/code/knownWords.ts'
import { KNOWN_WORDS as MATH_WORDS } from '#runtime/experts/math/knownWords.ts'
import { KNOWN_WORDS as PLANNING_WORDS } from '#runtime/experts/planning/knownWords.ts'
import { KNOWN_WORDS as SUMMARY_WORDS } from '#runtime/experts/summary/knownWords.ts'
import { KNOWN_WORDS as TOOLS_WORDS } from '#runtime/experts/tools/knownWords.ts'
import { KNOWN_WORDS as TRANSLATION_WORDS } from '#runtime/experts/translation/knownWords.ts'
import { KNOWN_WORDS as WRITING_WORDS } from '#runtime/experts/writing/knownWords.ts'
import type { RoleGenerator } from './example.ts'
import { getGenerator } from './getGenerator.ts'
import { isHeldOut } from './isHeldOut.ts'
import { knownWordsOf, wordsOf } from './knownWordsOf.ts'
import { createRandom } from './random.ts'
import { TRAINED_ROLES } from './recipes.ts'
import * as math from './roles/math/values.ts'
import * as planning from './roles/planning/values.ts'
import * as summary from './roles/summary/values.ts'
import * as tools from './roles/tools/values.ts'
import * as translation from './roles/translation/values.ts'
import * as writing from './roles/writing/values.ts'
import { expandTemplate } from './template.ts'
import type { Values } from './wordings.ts'

const SAMPLES = 250
const KNOWN_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  code: CODE_WORDS,
  math: MATH_WORDS,
  planning: PLANNING_WORDS,
  summary: SUMMARY_WORDS,
  tools: TOOLS_WORDS,
  translation: TRANSLATION_WORDS,
  writing: WRITING_WORDS,
}
const MATH_VALUES: Readonly<Record<string, Values>> = {
  N: math.NAMES,
  M: math.NAMES,
  o: math.NOUNS,
  u: math.NOUNS,
  pl: math.PLACES,
}

function drawExamples(generator: RoleGenerator, tier: 'train' | 'V' | 'W') {
  const random = createRandom(5)
  return Array.from({ length: SAMPLES }, () => generator.sample(random, tier))
}

for (const role of TRAINED_ROLES) {
  const generator = getGenerator(role)

  describe(`the split of ${role}`, () => {
    it('has no wording on both sides', () => {
      for (const [part, { train, heldOut }] of Object.entries(generator.wordings)) {
        const trained = new Set(train.flatMap(expandTemplate).map((text) => text.toLowerCase()))
        for (const wording of heldOut.flatMap(expandTemplate))
          assert.ok(!trained.has(wording.toLowerCase()), `${part}: ${wording}`)
        assert.ok(heldOut.length > 0, part)
      }
    })

    it('words what is held out only in words that training knows', () => {
      const known = new Set(knownWordsOf(generator))
      for (const [part, { heldOut }] of Object.entries(generator.wordings))
        for (const word of heldOut.flatMap(expandTemplate).flatMap(wordsOf))
          assert.ok(known.has(word), `${part}: "${word}" is in no training wording`)
    })

    it('shows the model exactly the words of the training wordings', () => {
      assert.deepEqual([...KNOWN_WORDS[role]!].sort(), knownWordsOf(generator))
    })

    it('never trains on a prompt that a test set holds', () => {
      const trained = new Set(drawExamples(generator, 'train').map(({ prompt }) => prompt))
      const random = createRandom(6)
      for (const draw of Object.values(generator.testSets))
        for (let index = 0; index < SAMPLES; index++) {
          const { prompt, family } = draw(random)
          // Requests without any text of their own ("set an alarm for 7 am") are the same everywhere.
          if (!['set_alarm', 'set_timer', 'get_weather'].includes(family))
            assert.ok(!trained.has(prompt), prompt)
        }
    })
  })
}

describe('the values of the split', () => {
  it('has no value on both sides', () => {
    for (const list of [math, planning, summary, tools, translation, writing].flatMap((lists) =>
      Object.values(lists),
    )) {
      if (Array.isArray(list)) continue
      const { train, heldOut } = list as Values
      const trained = new Set(train.map((value) => value.toLowerCase()))
      for (const value of heldOut) assert.ok(!trained.has(value.toLowerCase()), value)
    }
  })

  it('keeps held-out names, things and operands out of math training and in V', () => {
    for (const tier of ['train', 'V'] as const)
      for (const { values } of drawExamples(getGenerator('math'), tier))
        for (const value of values) {
          const [kind, text] = value.split(':') as [string, string]
          if (kind === 'operands') assert.equal(isHeldOut(value), tier === 'V', value)
          const list = MATH_VALUES[kind]
          if (list) assert.equal(list.heldOut.includes(text), tier === 'V', value)
        }
  })

  it('keeps held-out texts out of tools training and only them in V', () => {
    const heldOut = new Set(
      Object.values(tools).flatMap((list) => ('heldOut' in list ? list.heldOut : [])),
    )
    // A list may share a word with another kind ("garden" is also a place), so only whole kinds are checked.
    const kinds: Readonly<Record<string, Values>> = {
      from: tools.UNITS,
      with: tools.PEOPLE,
      artist: tools.ARTISTS,
      item: tools.ITEMS,
      label: tools.LABELS,
    }
    let checked = 0
    for (const tier of ['train', 'V'] as const)
      for (const { values } of drawExamples(getGenerator('tools'), tier))
        for (const value of values) {
          const [kind, ...rest] = value.split(':')
          const list = kinds[kind!]
          if (!list) continue
          assert.equal(list.heldOut.includes(rest.join(':')), tier === 'V', `${tier} ${value}`)
          checked++
        }
    assert.ok(checked > 100 && heldOut.size > 50)
  })
})
