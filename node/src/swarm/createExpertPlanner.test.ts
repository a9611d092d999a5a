import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { ROLES, type Role } from '#protocol/role.ts'
import { createExpertPlanner } from './createExpertPlanner.ts'
import { assertPlan, type Planner } from './plan.ts'
import { readPlanAnswer } from './readPlanAnswer.ts'

const PROMPT = 'Summarise the report, then translate it into French\nand send both to Anna, please.'
const ANSWER = [
  '1. summary: Summarise the report',
  '2. translation, after 1: translate it into French',
  '3. tools, after 1 and 2: send both to Anna',
].join('\n')
const TASKS = [
  { id: '1', role: 'summary', text: 'Summarise the report', dependsOn: [] },
  { id: '2', role: 'translation', text: 'translate it into French', dependsOn: ['1'] },
  { id: '3', role: 'tools', text: 'send both to Anna', dependsOn: ['1', '2'] },
]

describe('readPlanAnswer', () => {
  it('reads the steps of a plan as tasks', () => {
    assert.deepEqual(readPlanAnswer(ANSWER, PROMPT), TASKS)
    assert.deepEqual(
      readPlanAnswer('1. math: add 3\n2. code, after 1: code it', 'add 3, code it'),
      [
        { id: '1', role: 'math', text: 'add 3', dependsOn: [] },
        { id: '2', role: 'code', text: 'code it', dependsOn: ['1'] },
      ],
    )
  })

  it('refuses words that the requester did not write, and the same words twice', () => {
    assert.equal(readPlanAnswer('1. tools: send 900 dollars to Bob', PROMPT), undefined)
    assert.equal(readPlanAnswer('1. math: add 3\n2. math: add 3', 'add 3, then rest'), undefined)
    assert.equal(readPlanAnswer('1. summary: the report, then', PROMPT)?.length, 1)
  })

  it('refuses what is no plan', () => {
    for (const answer of [
      '',
      'The planning expert found no order for this request.',
      '2. summary: Summarise the report',
      '1. poetry: Summarise the report',
      '1. summary, after 1: Summarise the report',
      '1. summary, after 2: Summarise the report\n2. tools: send both to Anna',
      '1. summary, after 0: Summarise the report',
      '1. summary: ',
      ANSWER.replaceAll('\n', ' \n '),
    ])
      assert.equal(readPlanAnswer(answer, PROMPT), undefined, answer)
  })

  it('property: what it reads can be run', () => {
    const step = fc.tuple(
      fc.constantFrom<string>(...ROLES, 'none'),
      fc.nat(4),
      fc.constantFrom('a', 'b', 'c', 'd'),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 5 }), (steps) => {
        const lines = steps.map(
          ([role, after, text], index) =>
            `${index + 1}. ${role}${after ? `, after ${after}` : ''}: ${text}`,
        )
        const tasks = readPlanAnswer(lines.join('\n'), 'a b c d')
        if (tasks) assertPlan({ tasks, reason: '' })
      }),
    )
  })
})

describe('createExpertPlanner', () => {
  const { signal } = new AbortController()
  const whole = (role: Role): Planner => ({
    plan: async ({ prompt }) => ({
      tasks: [{ id: '1', role, text: prompt, dependsOn: [] }],
      reason: 'The request is one task.',
    }),
  })
  const planBy = (
    role: Role,
    answer: string,
    request: { role?: Role; offered?: readonly Role[] } = {},
  ) =>
    createExpertPlanner({ otherwise: whole(role), ask: async () => answer }).plan(
      { prompt: PROMPT, offered: ROLES, ...request },
      { signal },
    )
  const rolesOf = async (plan: ReturnType<typeof planBy>) =>
    (await plan).tasks.map(({ role }) => role)

  it('takes the steps of the expert for a request that would go to it whole', async () => {
    assert.deepEqual(await planBy('planning', ANSWER), {
      tasks: TASKS,
      reason: 'The planning expert found 3 steps.',
    })
  })

  it('keeps the other plan when the answer is none, or a role in it is not on offer', async () => {
    assert.deepEqual(await rolesOf(planBy('planning', 'Sorry.')), ['planning'])
    const offered = ['planning', 'summary', 'tools'] as const
    assert.deepEqual(await rolesOf(planBy('planning', ANSWER, { offered })), ['planning'])
  })

  it('asks nobody about other requests, or when the requester names the role', async () => {
    const otherwise = whole('writing')
    const ask = () => assert.fail('asked')
    const { plan } = createExpertPlanner({ otherwise, ask })
    const { tasks } = await plan({ prompt: PROMPT, offered: ROLES }, { signal })
    assert.deepEqual(
      tasks.map(({ role }) => role),
      ['writing'],
    )
    const named = await plan({ prompt: PROMPT, role: 'planning', offered: ROLES }, { signal })
    assert.equal(named.tasks.length, 1)
  })
})
