import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isWitanError } from '#protocol/errors.ts'
import { matchesGrammar } from '../testing/matchesGrammar.ts'
import { summaryExpert } from './summaryExpert.ts'
import { SUMMARY_FORMS } from './summaryForms.ts'

const PIECES = ['cedar', 'dogwood', 'elm', 'fir']
const REPORT = 'The lift failed at 14:05. The cause was a worn cable.'

describe('summaryExpert', () => {
  it('shows the model a reference where the next piece begins or the sentence ends, and one for the sentence', () => {
    const { modelInput } = summaryExpert.prepare(REPORT)
    assert.equal(
      modelInput,
      '<|bos|><|user|>the*Afailed atB@.CDthe cause was a*.EF<|end|><|assistant|>',
    )
  })

  it('writes one line from the facts', () => {
    assert.equal(
      summaryExpert.finish('failureDheadAwhatB-CwhenFcauseEcause', REPORT).answer,
      'Failure: lift, 14:05. Cause: worn cable.',
    )
  })

  it('says the state of a sentence of that kind', () => {
    const prompt = 'The lift failed. Not fixed yet.'
    const { answer } = summaryExpert.finish('failureCheadAwhatB-EopenD-', prompt)
    assert.equal(answer, 'Failure: lift. Not fixed yet.')
  })

  it('copies a run with all that stands in it, and the little words at the end of a sentence', () => {
    const prompt = 'We met on Monday. We decided to move the team to Oslo and to hop in.'
    const { modelInput } = summaryExpert.prepare(prompt)
    assert.match(modelInput, /#\.ABwe decided to\*the\w?/)
    const { answer } = summaryExpert.finish('meetingBheadAtopicGdecisionCdecisionD+E+F+', prompt)
    assert.match(answer, /Decided: move the team to Oslo and to hop in\./)
  })

  it('takes the first of two facts of a field, and only facts that a sentence of its kind tells', () => {
    const finish = (raw: string) => summaryExpert.finish(raw, REPORT).answer
    assert.equal(finish('failureDheadA+BwhatC-FheadEwhat'), 'Failure: failed.')
    assert.equal(finish('failureDheadAwhatB-CcauseF-'), 'Failure: lift.')
    assert.equal(finish('failureD-F-'), 'The summary expert found no report in this text.')
  })

  it('allows only known forms, every sentence with its kind and its values with the facts of that kind', () => {
    const grammar = summaryExpert.prepare(REPORT).grammar!
    for (const raw of [
      'failureDheadAwhatB-CwhenFcauseEcause',
      'failureDheadAwhatB+C-F-',
      'failureD-FheadEwhat',
      'checkDtoldA-BobjectC-FpassE-',
    ])
      assert.ok(matchesGrammar(grammar, raw), raw)
    for (const raw of [
      '',
      'failure',
      'failureD-F-',
      'failureDheadAwhatB-Cwhen',
      'failureDheadAwhatB-CwhatF-',
      'failureDheadAwhatB-CcauseF-',
      'failureDheadA-B-CwhenF-',
      'failureDheadAwhatB-C-FcauseE-',
      'failureDheadAwhatB-C-FheadE+',
      'failureDcauseAcauseB-C-F-',
      'failureAwhatB-C-',
      'failureDtopicAtopicB-C-F-',
      'storyD-F-',
    ])
      assert.ok(!matchesGrammar(grammar, raw), raw)
  })

  it('has a sentence for every form with all of its facts', () => {
    for (const { name, fields, kinds } of SUMMARY_FORMS)
      for (const kind of kinds) {
        const head = kinds.find(({ tells }) => tells.includes(fields[0]!.name))!
        const prompt = `alder birch. ${kind.tells.map((_, index) => PIECES[index]).join(' so ')}.`
        const labels = kind.tells.map((field, index) => `${'CDEFGH'[index]}${field}`).join('')
        const own = `${'CDEFGH'[kind.tells.length]}${kind.name}`
        const { answer } = summaryExpert.finish(
          `${name}B${head.name}A${fields[0]!.name}${own}${labels}`,
          prompt,
        )
        for (const [index, field] of kind.tells.entries())
          if (field !== fields[0]!.name)
            assert.match(answer, new RegExp(PIECES[index]!, 'i'), `${name} ${kind.name}`)
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
