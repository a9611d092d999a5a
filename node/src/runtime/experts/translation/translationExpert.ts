import { WitanError } from '#protocol/errors.ts'
import { frameRequest } from '../controlTokens.ts'
import type { Expert } from '../expert.ts'
import { findText } from './findText.ts'
import { type Item, REFERENCES, readSentence } from './readSentence.ts'
import { translationGrammar } from './translationGrammar.ts'
import { writeFrench } from './writeFrench.ts'

/** Longest text (characters): two sentences, some 100 tokens. */
const MAX_TEXT_CHARACTERS = 200

/** Longest request (characters): the text and what is asked round it. */
const MAX_PROMPT_CHARACTERS = 320

/** Some 16 words of about three tokens and the end token. */
const MAX_TOKENS = 96

/**
 * The translation expert, English to French. The model sees which kind of word stands where and writes the French
 * sentence as structure: references, little words, tenses; code knows the words and their forms. "The cats are
 * sleeping." is seen as ` theAn+ areBvg.`, answered `leABp.` and finished as `Les chats dorment.`
 */
export const translationExpert: Expert = {
  role: 'translation',
  prepare(prompt) {
    if (prompt.length > MAX_PROMPT_CHARACTERS)
      throw new WitanError(
        'PROMPT_UNSUPPORTED',
        `The request has ${prompt.length} characters; the translation expert reads at most ${MAX_PROMPT_CHARACTERS}.`,
        { meta: { characters: prompt.length } },
      )
    const { text, isToFrench } = findText(prompt)
    if (!isToFrench)
      throw new WitanError(
        'PROMPT_UNSUPPORTED',
        'The translation expert translates from English to French only.',
      )
    const items = readSentence(text)
    const unknown = items.filter(({ type }) => type === 'unknown').length
    const count = items.filter(({ type }) => type === 'content').length
    if (unknown > 0)
      throw new WitanError(
        'PROMPT_UNSUPPORTED',
        `The text has ${unknown} words that are not in the dictionary of the translation expert.`,
        { meta: { words: unknown } },
      )
    if (text.length > MAX_TEXT_CHARACTERS || count < 1 || count > REFERENCES.length)
      throw new WitanError(
        'PROMPT_UNSUPPORTED',
        `The text has ${text.length} characters and ${count} words of the dictionary; the translation expert reads at most ${MAX_TEXT_CHARACTERS} and 1 to ${REFERENCES.length}.`,
        { meta: { characters: text.length, words: count } },
      )
    return {
      modelInput: frameRequest(markItems(items)),
      grammar: translationGrammar(items, text),
      maxTokens: MAX_TOKENS,
    }
  },
  finish(raw, prompt) {
    const answer = writeFrench(raw, readSentence(findText(prompt).text))
    if (answer === '') return { answer: 'The translation expert found nothing to translate.' }
    return { answer, workings: raw.trim() }
  },
}

/** Returns a text as the model reads it: little words as they are, others as a reference and what they can be. */
function markItems(items: readonly Item[]): string {
  let index = 0
  return items
    .map(({ type, shown }) => {
      if (type === 'content') return REFERENCES[index++] + shown
      return type === 'word' ? ` ${shown}` : shown
    })
    .join('')
}
