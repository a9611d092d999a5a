import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isWitanError } from '#protocol/errors.ts'
import { matchesGrammar } from '../testing/matchesGrammar.ts'
import { summaryExpert } from './summaryExpert.ts'
import { SUMMARY_FORMS } from './summaryForms.ts'

const PIECES = 'alder, birch, cedar, dogwood, elm, fir, ginkgo, hazel'
const REPORT = 'The lift failed at 14:05. The cause was a worn cable.'

describe('summaryExpert', () => {
  it('shows the model a reference where the next piece begins, none for words that only hold facts together', () => {
    const { modelInput } = summaryExpert.prepare(REPORT)
    assert.equal(
      modelInput,
      '<|bos|><|user|>the*Afailed atB@.Cthe cause was a*.D<|end|><|assistant|>',
    )
  })

  it('writes one line from the facts', () => {
    assert.equal(
      summaryExpert.finish('failureAwhatB-CwhenDcause open', REPORT).answer,
      'Failure: lift, 14:05. Cause: worn cable. Not fixed yet.',
    )
  })

  it('copies a run with all that stands in it, and the little words at the end of a sentence', () => {
    const prompt = 'We met on Monday. We decided to move the team to Oslo and to hop in.'
    const { answer } = summaryExpert.finish('meetingAtopicBdecisionC+D+E+', prompt)
    assert.match(answer, /Decided: move the team to Oslo and to hop in\./)
  })

  it('takes the first of two facts of a field, and no fact from a piece that goes on with nothing', () => {
    assert.equal(summaryExpert.finish('failureA+BwhatC-DwhatE+', REPORT).answer, 'Failure: failed.')
  })

  it('allows only known forms, every piece in order with a fact of the form, and its states', () => {
    const { grammar } = summaryExpert.prepare(REPORT)
    for (const raw of [
      'failureAwhatB+CwhenDcause',
      'failureAwhatB-C-D- open',
      'checkA-BobjectC-D- passed',
    ])
      assert.ok(matchesGrammar(grammar!, raw), raw)
    for (const raw of [
      '',
      'failure',
      'failure open',
      'failureA-B-C-D- open',
      'checkAbyB-CwhenD- failed',
      'failureAwhatB-C-',
      'failureAwhatB-CwhatDcause',
      'failureAwhatB-CwhenD+',
      'failureAaffectedB-CwhenDcause',
      'failureAwhatB-C-D-E-',
      'failureBwhatA-C-D-',
      'failureA+B-C-D-',
      'failureAwhatB-C+D-',
      'failureAtopicB-C-D-',
      'failureAwhatB-C-D- passed',
      'storyA-B-C-D-',
    ])
      assert.ok(!matchesGrammar(grammar!, raw), raw)
  })

  it('has a sentence for every form with all of its facts', () => {
    for (const { name, fields } of SUMMARY_FORMS) {
      const copied = fields.filter(({ states }) => !states)
      const labels = copied.map((field, index) => `${'ABCDEFGH'[index]}${field.name}`)
      const state = fields.find(({ states }) => states)?.states?.[0] ?? 'none'
      const { answer } = summaryExpert.finish(`${name}${labels.join('')} ${state}`, PIECES)
      for (const [index] of copied.entries())
        assert.match(answer, new RegExp(PIECES.split(', ')[index]!, 'i'), name)
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
      fc.array(parts).map((words) => words.join('')),
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
