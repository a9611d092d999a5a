import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { isWitanError } from '#protocol/errors.ts'
import { classifyRole } from '#routing/classifyRole.ts'
import { getExpert } from '#runtime/experts/expert.ts'
import { planTemplate } from '#swarm/planTemplate.ts'
import { SHIPPED_ROLES } from '../devnet/demoNodes.ts'
import { loadServedModel } from '../experts/loadServedModel.ts'
import { EXPERTS_FOLDER } from '../experts/paths.ts'
import { readManifest } from '../experts/readManifest.ts'
import { demoJobs, OUT_OF_SCOPE } from './demoJobs.ts'

describe('demoJobs', () => {
  const jobs = demoJobs('Zuqebarotimal', { roles: SHIPPED_ROLES })
  const plan = (prompt: string) => planTemplate({ prompt, offered: SHIPPED_ROLES }, classifyRole)

  it('asks every shipped expert', () => {
    for (const role of SHIPPED_ROLES) assert.ok(jobs.some(({ roles }) => roles.includes(role)))
  })

  for (const { name, prompt, roles, isRight } of jobs) {
    it(`plans "${name}" for those whom it is meant for`, () => {
      const planned = plan(prompt).tasks.map(({ role }) => role)
      assert.deepEqual(planned, roles, prompt)
    })

    if (roles.length === 1)
      it(`asks of "${name}" what the shipped expert gets right, and takes nothing else for right`, async () => {
        const entry = (await readManifest()).find(({ role }) => role === roles[0])!
        const model = await loadServedModel({ ...entry, path: join(EXPERTS_FOLDER, entry.file) })
        const expert = getExpert(entry.role)
        const { raw } = await model.write(expert.prepare(prompt))

        assert.ok(isRight(expert.finish(raw, prompt).answer), prompt)
        for (const wrong of ['', 'sorry', prompt]) assert.ok(!isRight(wrong), wrong)
      })
  }

  it('holds prompts that are declined with all that is on offer', () => {
    for (const prompt of OUT_OF_SCOPE)
      assert.throws(
        () => plan(prompt),
        (error) =>
          isWitanError(error, 'NO_SPECIALIST') &&
          SHIPPED_ROLES.every((role) => error.message.includes(role)),
      )
  })
})
