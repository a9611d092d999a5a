import { WitanError } from '#protocol/errors.ts'
import { frameRequest } from '../controlTokens.ts'
import type { Expert } from '../expert.ts'
import { evaluateExpression } from './evaluateExpression.ts'
import { expressionGrammar } from './expressionGrammar.ts'
import { findNumbers } from './findNumbers.ts'
import { KNOWN_WORDS } from './knownWords.ts'
import { readPlainSum } from './readPlainSum.ts'

/** Most numbers of a prompt: bounds the grammar, whose rules grow with the sets of numbers. */
const MAX_NUMBERS = 8

/** Longest prompt (characters): some 200 tokens, which leaves room for the answer in the context. */
const MAX_PROMPT_CHARACTERS = 480

/** The longest expression has 4 letters, 3 operators, 2 parentheses and the end token. */
const MAX_TOKENS = 12

/** Stand for words without a meaning, in order of appearance; plain text never holds them. */
const MASKS = '{}|~^_@#$&'

/**
 * The math expert. The model sees each number of the prompt as a letter and writes an expression of
 * letters; code puts the numbers back and computes. `B+A` for "what is 482 + 39" becomes `482 + 39 = 521`.
 * A sum that is spelled out leaves the model no choice.
 */
export const mathExpert: Expert = {
  role: 'math',
  prepare(prompt) {
    const count = findNumbers(prompt).length
    if (prompt.length > MAX_PROMPT_CHARACTERS)
      throw new WitanError(
        'PROMPT_UNSUPPORTED',
        `The sum has ${prompt.length} characters; the math expert reads at most ${MAX_PROMPT_CHARACTERS}.`,
        { meta: { characters: prompt.length } },
      )
    if (count < 1 || count > MAX_NUMBERS)
      throw new WitanError(
        'PROMPT_UNSUPPORTED',
        `The sum has ${count} numbers; the math expert works with 1 to ${MAX_NUMBERS}.`,
        { meta: { numbers: count } },
      )
    const plain = readPlainSum(writeSigns(prompt))
    return {
      modelInput: frameRequest(letterNumbers(prompt)),
      grammar: plain === undefined ? expressionGrammar(count) : `root ::= "${plain}"`,
      maxTokens: MAX_TOKENS,
    }
  },
  finish(raw, prompt) {
    const values = new Map(findNumbers(prompt).map(({ letter, value }) => [letter, value]))
    const expression = raw.trim().replace(/[A-Z]/g, (letter) => values.get(letter) ?? letter)
    const shown = expression.replace(/[-+*/]/g, ' $& ')
    const evaluation = evaluateExpression(expression)
    if (!evaluation) return { answer: 'The math expert found no sum in this request.' }
    if (evaluation.kind === 'undefined')
      return { answer: `${shown} has no value: ${evaluation.reason}.` }
    const { text, exact, steps } = evaluation
    return {
      answer: `${shown} ${exact ? '=' : '≈'} ${text}`,
      workings: steps.join('\n'),
    }
  },
}

/** Returns the prompt as the model reads it: plain lower case, every number as its letter. */
function letterNumbers(prompt: string): string {
  let text = ''
  let from = 0
  for (const { start, end, letter } of findNumbers(prompt)) {
    text += `${plainText(prompt.slice(from, start))}${letter}`
    from = end
  }
  return maskWords(text + plainText(prompt.slice(from))).trim()
}

/**
 * Returns the text with a sign for every word that training gave no meaning to, mostly names and things:
 * the same sign for the same word, in singular and plural. So a name never seen is as good as any other.
 */
function maskWords(text: string): string {
  const signs = new Map<string, string>()
  return text.replace(/[\p{Ll}][\p{Ll}']*(?:-\p{Ll}+)*/gu, (word) => {
    if (KNOWN_WORDS.has(word)) return word
    const stem = word.replace(/'s?$/, '').replace(/(?<=..)(?:es|s)$/, '')
    if (!signs.has(stem)) signs.set(stem, MASKS[signs.size % MASKS.length]!)
    return signs.get(stem)!
  })
}

/** Returns text without what carries no meaning here: case, accents, several spaces, odd signs for operators. */
function plainText(text: string): string {
  return writeSigns(text.toLowerCase().normalize('NFKD'))
    .replace(/\p{M}/gu, '')
    .replace(/[‘’]/g, "'")
    .replace(/[{}|~^_@#$&;<>\\]/g, ' ')
    .replace(/\s+/g, ' ')
}

/** Returns text with one sign for each operation; lengths and places stay. */
function writeSigns(text: string): string {
  return text.replace(/[×⋅·]/g, '*').replace(/÷/g, '/').replace(/[−–—]/g, '-')
}
