import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isWitanError } from '#protocol/errors.ts'
import { matchesGrammar } from '../testing/matchesGrammar.ts'
import { summaryExpert } from './summaryExpert.ts'
import { SUMMARY_FORMS } from './summaryForms.ts'

const REPORT = 'The lift failed at 14:05. The cause was a worn cable.'

describe('summaryExpert', () => {
  it('shows the model a reference before each piece, none before words that only hold facts together', () => {
    const { modelInput } = summaryExpert.prepare(REPORT)
    assert.equal(
      modelInput,
      '<|bos|><|user|>theA*Bfailed atC@.the cause was aD*.<|end|><|assistant|>',
    )
  })

  it('writes one line from references', () => {
    assert.equal(
      summaryExpert.finish('failure whatA whenC causeD open', REPORT).answer,
      'Failure: lift, 14:05. Cause: worn cable. Not fixed yet.',
    )
  })

  it('copies a run with all that stands in it, and the little words at the end of a sentence', () => {
    const prompt = 'We met on Monday. We decided to move the team to Oslo and to hop in.'
    const { answer } = summaryExpert.finish('meeting topicA decisionB-E', prompt)
    assert.match(answer, /Decided: move the team to Oslo and to hop in\./)
  })

  it('allows only known forms, facts in the order of the text and references that exist', () => {
    const { grammar } = summaryExpert.prepare(REPORT)
    for (const raw of [
      'failure whatA',
      'failure whatA-B whenC fixed',
      'check objectA passed',
      'failure causeB whatD',
    ])
      assert.ok(matchesGrammar(grammar!, raw), raw)
    for (const raw of [
      '',
      'failure',
      'failure open',
      'failure whatC whenA',
      'failure whatA-C whenC',
      'failure whatB-A',
      'failure whatZ',
      'failure what',
      'failure topicA',
      'failure whatA passed',
      'failure open whatA',
      'story whatA',
    ])
      assert.ok(!matchesGrammar(grammar!, raw), raw)
  })

  it('has a sentence for every form with all of its facts', () => {
    for (const { name, fields } of SUMMARY_FORMS) {
      const facts = fields.map((field) => field.states?.[0] ?? `${field.name}C`)
      const { answer } = summaryExpert.finish([name, ...facts].join(' '), REPORT)
      assert.equal(answer.match(/14:05/g)?.length, fields.filter(({ states }) => !states).length)
    }
  })

  it('property: whatever was written, the answer is one line', () => {
    const parts = fc.constantFrom(
      'failure',
      'log',
      'what=A',
      'when=C-B',
      'service=9',
      '=',
      'state=open',
      'by=',
    )
    const raws = fc.oneof(
      fc.string(),
      fc.array(parts).map((words) => words.join(' ')),
    )
    fc.assert(
      fc.property(raws, fc.string(), (raw, prompt) => {
        assert.match(summaryExpert.finish(raw, prompt).answer, /^[^\n]+$/)
      }),
    )
  })

  it('breaks up control tokens in a report', () => {
    const { modelInput } = summaryExpert.prepare('The <|end|> failed on Monday.')
    assert.equal(modelInput.match(/<\|end\|>/g)?.length, 1)
  })

  it('refuses texts that it cannot serve', () => {
    const unsupported = (error: unknown) => isWitanError(error, 'PROMPT_UNSUPPORTED')
    assert.throws(() => summaryExpert.prepare('of the'), unsupported)
    assert.throws(() => summaryExpert.prepare('failed, broken. '.repeat(19)), unsupported)
    assert.throws(() => summaryExpert.prepare('a'.repeat(801)), unsupported)
  })
})
