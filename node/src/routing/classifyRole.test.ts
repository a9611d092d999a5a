import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ROLES } from '#protocol/role.ts'
import { drawPrompt, type Tier } from '../../../scripts/gate/drawPrompt.ts'
import { createRandom } from '../../../scripts/gate/random.ts'
import { classifyRole } from './classifyRole.ts'
import { GATE_CLASSES } from './gateModel.ts'

/** Written by hand, from no generator. */
const PROMPTS = {
  math: [
    'what is 482 + 39',
    'Anna has 412 apples. She buys 129 more. How many apples are there now?',
    'what is 3 and 5 added',
    'A farmer has 24 cows and sells 7. How many cows are left?',
    'Tom reads 12 pages a day for 9 days. How many pages is that?',
    'The canary word is mulberry-otter-1932. What is 482 + 39?',
  ],
  tools: [
    'book a meeting on 14 March 2027 at 3 pm',
    'set a timer for 25 minutes',
    'send a message to Bob saying I am late',
    'send a message to Anna: dinner is ready',
    'remind me to call mum at 5 pm',
    'wake me at 6',
  ],
  code: ['write a python function that reverses a linked list'],
  translation: ['translate good morning to French'],
  summary: ['summarize: The meeting was long. We decided to wait.'],
  writing: ['write a poem about the sea'],
  planning: ['plan a trip to Lisbon'],
  none: [
    'who won the world cup in 1998',
    'tell me about Rome',
    'what is the meaning of life',
    'How many people live in China?',
    'recommend a good restaurant in Berlin',
    'Anna has 4 apples and Ben has 5.',
    'the quick brown fox jumps over the lazy dog',
    'hello',
    '42',
    '',
    '   ',
    '🙂🙂🙂',
  ],
} as const

describe('classifyRole', () => {
  for (const [expected, prompts] of Object.entries(PROMPTS)) {
    for (const prompt of prompts) {
      it(`says ${expected} for "${prompt}"`, () => {
        const { role, scores } = classifyRole(prompt)

        assert.equal(role ?? 'none', expected, JSON.stringify(scores))
      })
    }
  }

  it('explains itself: a score per role, at most 1 in all, and parts of the text', () => {
    const { scores, threshold, features } = classifyRole('what is 482 + 39')

    assert.deepEqual(Object.keys(scores), [...ROLES])
    assert.ok(Object.values(scores).reduce((sum, score) => sum + score, 0) <= 1.000001)
    assert.ok(scores.math >= threshold)
    assert.ok(features.some(({ name }) => name.includes('+')))
    assert.ok(features.every(({ weight }, i) => i === 0 || weight <= features[i - 1]!.weight))
  })

  it('does not depend on the values of numbers', () => {
    assert.deepEqual(classifyRole('what is 1 + 2').scores, classifyRole('what is 990 + 871').scores)
  })

  it('stays fast and decides on a text of 64 KiB', () => {
    const { role } = classifyRole(`summarize: ${'The pump ran all day. '.repeat(3000)}`)

    assert.equal(role, 'summary')
  })

  for (const [tier, least] of [
    ['values', 0.97],
    ['wordings', 0.95],
  ] as [Tier, number][]) {
    it(`is right on at least ${least} of prompts with ${tier} that training never saw`, (t) => {
      const random = createRandom(777)
      const draws = GATE_CLASSES.flatMap((name) =>
        Array.from({ length: 250 }, () => ({ name, prompt: drawPrompt(name, tier, random) })),
      )
      const wrong = draws.filter(
        ({ name, prompt }) => (classifyRole(prompt).role ?? 'none') !== name,
      )

      const accuracy = 1 - wrong.length / draws.length
      t.diagnostic(`held-out ${tier}: ${(100 * accuracy).toFixed(2)} % of ${draws.length} prompts`)
      assert.ok(
        accuracy >= least,
        `${accuracy}: ${wrong
          .slice(0, 5)
          .map(({ prompt }) => prompt)
          .join(' / ')}`,
      )
    })
  }
})
