import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isWitanError } from '#protocol/errors.ts'
import { matchesGrammar } from '../testing/matchesGrammar.ts'
import { findText } from './findText.ts'
import { readSentence } from './readSentence.ts'
import { translationExpert } from './translationExpert.ts'

describe('findText', () => {
  const asked = {
    'Translate to French: The cat sleeps.': 'The cat sleeps.',
    'Translate "the cat" into French.': 'the cat',
    'translate the cat sleeps into french': 'the cat sleeps',
    'How do you say good morning in French?': 'good morning',
    'Can you translate the big house to French, please?': 'the big house',
    'Say “I am tired” in French': 'I am tired',
    'The cat sleeps.': 'The cat sleeps.',
    'I live in Paris': 'I live in Paris',
  }
  for (const [prompt, text] of Object.entries(asked))
    it(`finds what "${prompt}" asks for`, () => {
      assert.deepEqual(findText(prompt), { text, isToFrench: true })
    })

  it('sees when another language is asked for', () => {
    for (const prompt of [
      'Translate to German: hello',
      'What is "a dog" in Spanish?',
      'Say hello in Italian',
    ])
      assert.equal(findText(prompt).isToFrench, false, prompt)
  })
})

describe('readSentence', () => {
  const shown = (text: string) => readSentence(text).map((item) => item.shown)

  it('spells contractions out and tells a possessive from a verb', () => {
    assert.deepEqual(shown("I don't know Paul"), ['i', 'do', 'not', 'v', '^'])
    assert.deepEqual(shown("Anna's dog"), ['^', "'s", 'n'])
    assert.deepEqual(shown("she's tired"), ['she', 'is', 'a'])
    assert.deepEqual(shown("we can't sleep"), ['we', 'can', 'not', 'v'])
  })

  it('takes the longest entry, and sayings only when they stand alone', () => {
    assert.deepEqual(shown('go to bed now'), ['v', 'r'])
    assert.deepEqual(shown('Thank you very much.'), ['x', '.'])
    assert.deepEqual(shown('help the man'), ['v', 'the', 'n'])
  })

  it('shows all that a word can be', () => {
    assert.deepEqual(shown('the leaves'), ['the', 'n+vs'])
  })
})

describe('translationExpert', () => {
  it('shows kinds of words and never the words', () => {
    const { modelInput } = translationExpert.prepare(
      'Translate: The small cats are sleeping with Zora.',
    )
    assert.equal(modelInput, '<|bos|><|user|> theAaBn+ areCvg withD^.<|end|><|assistant|>')
  })

  it('finishes with the words and forms of French', () => {
    const prompt = 'How do you say "The small cats are sleeping." in French?'
    assert.equal(translationExpert.finish('leABCp.', prompt).answer, 'Les petits chats dorment.')
  })

  it('allows every reference once, verbs with a tense of theirs, nouns after determiners', () => {
    const { grammar } = translationExpert.prepare('The small cats are sleeping.')
    for (const raw of [
      'leABCp.',
      'est-ce_que leABCp?',
      'il_y pas avoir.i de AB Cn',
      'Cp unAB',
      'mon plusBACn',
    ])
      assert.ok(matchesGrammar(grammar!, raw.replaceAll(' A', 'A').replaceAll(' C', 'C')), raw)
    for (const raw of [
      '',
      'leAB',
      'leABCpA',
      'leABC',
      'leABCc',
      'leAp',
      'mon leABCp',
      'monCpAB',
      'chat',
      'être',
    ])
      assert.ok(!matchesGrammar(grammar!, raw), raw)
  })

  it('may leave out words that French has none for', () => {
    const { grammar } = translationExpert.prepare('I would like to sleep')
    assert.ok(matchesGrammar(grammar!, 'je vouloir.kBn'))
    assert.ok(!matchesGrammar(grammar!, 'je vouloir.k'))
  })

  it('property: whatever was written, there is an answer', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (raw, prompt) => {
        assert.notEqual(translationExpert.finish(raw, prompt).answer, '')
      }),
    )
  })

  it('refuses what it cannot translate, without a word of it in the message', () => {
    for (const prompt of [
      'Translate to German: The cat sleeps.',
      'Translate to French: The blorb sleeps.',
      'Translate: with me',
      'cat '.repeat(81),
    ])
      assert.throws(
        () => translationExpert.prepare(prompt),
        (error) =>
          isWitanError(error, 'PROMPT_UNSUPPORTED') && !(error as Error).message.includes('blorb'),
      )
  })
})
