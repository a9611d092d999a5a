import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createContext, runInContext } from 'node:vm'
import fc from 'fast-check'
import { isWitanError } from '#protocol/errors.ts'
import { matchesGrammar } from '../testing/matchesGrammar.ts'
import { codeExpert, NO_FUNCTION } from './codeExpert.ts'
import { OPERATIONS } from './operations.ts'

const SPECIFICATION =
  'Write a function called bigSum that takes a list of prices, keeps those above 10, doubles them and returns the sum'

describe('codeExpert', () => {
  it('shows the model references in place of names and values', () => {
    assert.equal(
      codeExpert.prepare('Write a function called bigSum that keeps the numbers above 10')
        .modelInput,
      '<|bos|><|user|>write a function called ^A that keeps the numbers above #B<|end|><|assistant|>',
    )
  })

  it('prints JavaScript with the names of the request and one call', () => {
    assert.equal(
      codeExpert.finish('AB nums above.C double sum', SPECIFICATION).answer,
      `/**
 * Keeps those that are greater than 10, then doubles it for each element, then adds them up.
 * @param {number[]} prices
 * @returns {number}
 */
function bigSum(prices) {
  const kept = prices.filter((x) => x > 10)
  const changed = kept.map((x) => x * 2)
  return changed.reduce((total, x) => total + x, 0)
}

console.log(bigSum([5, 2, 10, 12, 7, -3, 2])) // 24`,
    )
  })

  it('prints Python when the request names it', () => {
    assert.equal(
      codeExpert.finish(
        '-- text words longer.A count',
        'in Python count the words longer than 4 letters',
      ).answer,
      `def words_longer_count(text: str) -> float:
    """Splits it into words, then keeps those that have more than 4 characters, then counts the elements."""
    words = text.split()
    kept = [word for word in words if len(word) > 4]
    return len(kept)


print(words_longer_count("Good morning world"))  # 2`,
    )
  })

  it('makes a name that stands for a value a parameter', () => {
    const { answer } = codeExpert.finish('-- nums above.A', 'the numbers above limit')
    assert.match(
      answer,
      /function above\(numbers, limit\) \{\n {2}return numbers.filter\(\(x\) => x > limit\)/,
    )
  })

  it('keeps names apart that would be the same', () => {
    const { answer } = codeExpert.finish('AB nums above.A', 'x for x above kept')
    assert.match(answer, /function x\(kept, x2\)|function x\(kept, x2?\)/)
    const words = codeExpert.finish('-A nums even double', 'function with kept, even').answer
    assert.match(words, /function evenDouble\(kept\) \{\n {2}const kept1 = kept.filter/)
  })

  it('puts no name of the request where it would break the program', () => {
    for (const name of ['class', 'return', 'None', 'sum', 'Math', '$']) {
      const prompt = `a function called ${name}`
      const source = codeExpert.finish('A- nums sum', prompt).answer
      const context = createContext({ console: { log: () => undefined } })
      runInContext(source, context, { timeout: 2000 })
      assert.doesNotMatch(codeExpert.finish('A- nums sum', `${prompt} in python`).answer, /\$/)
    }
  })

  it('cannot be made to print anything but the text of a quotation', () => {
    const text = '\');process.exit(1);(\'\\u2028*/"""'
    const prompt = `put “${text}” at the end of each word`
    const source = codeExpert.finish('-- words suffix.A', prompt).answer
    const context = createContext({ console: { log: () => undefined } })
    runInContext(source, context, { timeout: 2000 })
    assert.equal(runInContext("suffix(['a'])[0]", context), `a${text}`)
  })

  it('allows only programs whose steps fit together and that use every name and value', () => {
    const { grammar } = codeExpert.prepare(SPECIFICATION)
    const allowed = [
      'AB nums above.C double sum',
      'BA text words longer.C count',
      'AB nums every above.C',
      'A-B pair plus times.C',
      '-A nums above.C below.B',
    ]
    for (const program of allowed) assert.ok(matchesGrammar(grammar!, program), program)
    const refused = [
      '',
      'AB nums',
      'AB nums sum',
      'AB nums sum even.C',
      'A- nums above.C',
      'CB nums sum',
      'AB nums above',
      'AB nums above.C below.C',
      'AB nums above.D',
      'AB nums words longer.C',
      'AB text split.C',
      'A-B pair times.C nothing',
      'AB pair plus times.C',
      'AB nums double above.C double halve square',
      'process.exit',
    ]
    for (const program of refused) assert.ok(!matchesGrammar(grammar!, program), program)
  })

  it('gives a text and a number their places', () => {
    const { grammar } = codeExpert.prepare('put "x" in front of the words longer than 3 letters')
    assert.ok(matchesGrammar(grammar!, '-- words longer.B prefix.A'))
    for (const program of ['-- words longer.A prefix.B', '-- words prefix.A', '-- words longer.B'])
      assert.ok(!matchesGrammar(grammar!, program), program)
  })

  it('says that it found no function when a value of the request has no place in the program', () => {
    const { answer } = codeExpert.finish('-- nums sum', 'the sum of the numbers above 10')
    assert.equal(answer, NO_FUNCTION)
  })

  it('takes a noun before a name for what the name is', () => {
    const { answer } = codeExpert.finish('-- nums above.B', 'the numbers above the threshold t')
    assert.match(answer, /function above\(numbers, t\)/)
  })

  it('leaves out an example that the request gives', () => {
    const prompt = 'double each number in a list, for example [1, 2] gives [2, 4]'
    assert.match(codeExpert.finish('-- nums double', prompt).answer, /x \* 2/)
  })

  it('property: whatever was written, the answer is a function or says that there is none', () => {
    const words = fc.constantFrom(
      ...OPERATIONS.map(({ name }) => name),
      'AB',
      '--',
      'nums',
      'text',
      'above.C',
      'upto',
      '.',
    )
    const texts = fc.oneof(
      fc.string(),
      fc.array(words).map((parts) => parts.join(' ')),
    )
    fc.assert(
      fc.property(texts, fc.oneof(fc.constant(SPECIFICATION), fc.string()), (raw, prompt) => {
        const { answer } = codeExpert.finish(raw, prompt)
        assert.ok(answer.startsWith(NO_FUNCTION) || /(?:function|def) [\w$]+\(/.test(answer))
      }),
    )
  })

  it('shows no call that would take long or fails', () => {
    const { answer } = codeExpert.finish('-- num power.A upto', 'the numbers up to the power 90')
    assert.match(answer, /index \+ 1\)\n\}$/)
    const short = codeExpert.finish('-- words skip.A first length', 'skip the first 40 words')
    assert.match(short.answer, /return first\.length\n\}$/)
  })

  it('shows a call with something to see', () => {
    const { answer } = codeExpert.finish('-- words skip.A', 'leave out the first 7 words')
    assert.match(answer, /\/\/ \['apple', 'watermelon', 'plum', 'lime', 'grapefruit'\]$/)
  })

  it('refuses requests that it cannot serve', () => {
    const unsupported = (error: unknown) => isWitanError(error, 'PROMPT_UNSUPPORTED')
    assert.throws(() => codeExpert.prepare('?!'), unsupported)
    assert.throws(() => codeExpert.prepare('sum '.repeat(106)), unsupported)
    assert.throws(
      () => codeExpert.prepare('write a function in Rust that sums a list'),
      unsupported,
    )
    assert.throws(
      () => codeExpert.prepare('explain quantum chromodynamics using bavarian similes'),
      unsupported,
    )
  })
})
