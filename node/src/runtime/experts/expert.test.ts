import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isWitanError } from '#protocol/errors.ts'
import { ROLES } from '#protocol/role.ts'
import { getExpert } from './expert.ts'
import { createPassThroughExpert } from './passThroughExpert.ts'

describe('getExpert', () => {
  it('has an expert for every role', () => {
    for (const role of ROLES) assert.equal(getExpert(role).role, role)
  })

  it('passes prompts through for models without an expert', () => {
    const expert = createPassThroughExpert('writing')
    assert.deepEqual(expert.prepare('Say hello.'), {
      modelInput: '<|bos|><|user|>Say hello.<|end|><|assistant|>',
      maxTokens: 512,
    })
    assert.deepEqual(expert.finish(' Hello. ', 'Say hello.'), { answer: 'Hello.' })
  })

  it('refuses a prompt longer than it passes through', () => {
    assert.throws(
      () => createPassThroughExpert('code').prepare('x'.repeat(32_001)),
      (error) => isWitanError(error, 'PROMPT_UNSUPPORTED'),
    )
  })
})
