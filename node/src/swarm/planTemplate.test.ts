import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isWitanError } from '#protocol/errors.ts'
import { ROLES, type Role } from '#protocol/role.ts'
import { planTemplate } from './planTemplate.ts'
import { splitRequest } from './splitRequest.ts'

/** Stands for the gate: one telling word per role, so that these tests judge the planner alone. */
const classify = (text: string): { role: Role | undefined } => {
  if (/^who won|Rome/.test(text)) return { role: undefined }
  if (/\b(?:timer|meeting|remind|message|call)\b/i.test(text)) return { role: 'tools' }
  if (/translate/i.test(text)) return { role: 'translation' }
  return { role: /\d/.test(text) ? 'math' : undefined }
}
const planOf = (prompt: string) =>
  planTemplate({ prompt, offered: ROLES }, classify).tasks.map(({ role, text }) => [role, text])

describe('planTemplate', () => {
  it('makes two independent tasks of a sum and a booking', () => {
    const plan = planTemplate(
      { prompt: 'what is 482 + 39, and book a meeting on 14 March 2027 at 3 pm', offered: ROLES },
      classify,
    )

    assert.deepEqual(plan, {
      tasks: [
        { id: '1', role: 'math', text: 'what is 482 + 39', dependsOn: [] },
        { id: '2', role: 'tools', text: 'book a meeting on 14 March 2027 at 3 pm', dependsOn: [] },
      ],
      reason: 'The request has 2 parts that stand alone: math and tools.',
    })
  })

  for (const prompt of [
    'Anna has 4 apples and Ben has 5.',
    'what is 3 and 5 added',
    'add 3 and 5, and multiply by 2',
    'add 3 and 5 and multiply it by 2',
    'what is the sum of 3 and 5 and 7',
    'Anna has 412 apples. She buys 129 more. How many apples are there now?',
    'remind me to buy milk and call mum',
    'send a message to Bob saying I am late and call me',
    'translate to French: where is the station? and what is the time',
    'what is 482 + 39, and who won the world cup in 1998',
    'book a meeting at 3 p.m. on Monday',
  ]) {
    it(`leaves "${prompt}" whole`, () => {
      const tasks = planOf(prompt)

      assert.equal(tasks.length, 1)
      assert.equal(tasks[0]![1], prompt)
    })
  }

  it('splits after the question of a word problem, at lines and at semicolons', () => {
    assert.deepEqual(
      planOf('Anna has 4 apples. Ben has 5. How many is that? And set a timer for 5 minutes.'),
      [
        ['math', 'Anna has 4 apples. Ben has 5. How many is that?'],
        ['tools', 'set a timer for 5 minutes'],
      ],
    )
    assert.deepEqual(planOf('1. what is 2 + 2\n2. set a timer for 10 minutes'), [
      ['math', 'what is 2 + 2'],
      ['tools', 'set a timer for 10 minutes'],
    ])
    assert.deepEqual(planOf('calculate 7 * 8; also set a timer; finally translate good day'), [
      ['math', 'calculate 7 * 8'],
      ['tools', 'set a timer'],
      ['translation', 'translate good day'],
    ])
  })

  it('does not split inside quotes', () => {
    const text = 'send a message to Bob: "set a timer and call me"'

    assert.deepEqual(splitRequest(text), [text])
  })

  it('takes the role that the requester names and asks nothing further', () => {
    const plan = planTemplate(
      { prompt: 'tell me about Rome', role: 'math', offered: ROLES },
      classify,
    )

    assert.deepEqual(
      plan.tasks.map(({ role, text }) => [role, text]),
      [['math', 'tell me about Rome']],
    )
  })

  it('refuses what fits no role with NO_SPECIALIST and lists what is on offer', () => {
    assert.throws(
      () => planTemplate({ prompt: 'tell me about Rome', offered: ['math', 'tools'] }, classify),
      (error) =>
        isWitanError(error, 'NO_SPECIALIST') &&
        error.message === 'No specialist fits this request. On offer: math, tools.',
    )
  })

  it('refuses a role that nobody offers, without repeating the prompt', () => {
    assert.throws(
      () => planTemplate({ prompt: 'what is 4 + 4', offered: ['tools'] }, classify),
      (error) => isWitanError(error, 'NO_SPECIALIST') && !error.message.includes('4 + 4'),
    )
  })

  it('refuses an empty prompt with INPUT_INVALID', () => {
    assert.throws(
      () => planTemplate({ prompt: ' \n', offered: ROLES }, classify),
      (error) => isWitanError(error, 'INPUT_INVALID'),
    )
  })

  it('property: any text gives a plan or a WitanError, the same one each time, and loses no number', () => {
    const piece = fc.constantFrom(
      'what is 4 + 4',
      'set a timer for 5 minutes',
      ', and ',
      '. ',
      ' and ',
      'Anna has 3',
      ': ',
      '"',
      '\n',
      'call Bob',
      '?',
    )
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 12 }).map((list) => list.join('')),
    )
    const run = (prompt: string) => {
      try {
        return planOf(prompt)
      } catch (error) {
        assert.ok(isWitanError(error))
        return error.code
      }
    }
    fc.assert(
      fc.property(text, (prompt) => {
        const first = run(prompt)

        assert.deepEqual(run(prompt), first)
        if (typeof first === 'string') return
        const numbers = (all: string) => all.match(/\d+/g)?.join(' ') ?? ''
        assert.equal(numbers(first.map(([, part]) => part).join(' ')), numbers(prompt))
      }),
    )
  })
})
