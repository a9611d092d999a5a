import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import {
  getLlama,
  type Llama,
  LlamaGrammarEvaluationState,
  LlamaLogLevel,
  type LlamaModel,
  type Token,
} from 'node-llama-cpp'
import { mathExpert } from '../experts/math/mathExpert.ts'
import { createGrammarMask } from './grammarMask.ts'

const MODEL = fileURLToPath(new URL('../../../experts/math/model.gguf', import.meta.url))

describe('createGrammarMask', () => {
  let llama: Llama
  let model: LlamaModel

  before(async () => {
    llama = await getLlama({
      gpu: false,
      build: 'never',
      skipDownload: true,
      maxThreads: 1,
      logLevel: LlamaLogLevel.disabled,
    })
    model = await llama.loadModel({ modelPath: MODEL })
  })
  after(() => llama.dispose())

  /** Every token asked one by one, without anything ruled out by its first character. */
  function allowedOneByOne(grammar: string, taken: readonly Token[]): Promise<Token[]> {
    return llama.createGrammar({ grammar }).then((compiled) => {
      const state = new LlamaGrammarEvaluationState({ model, grammar: compiled }) as unknown as {
        _state: unknown
      }
      const { AddonSampler } = (llama as unknown as { _bindings: { AddonSampler: Calls } })
        ._bindings
      for (const token of taken) AddonSampler.acceptGrammarEvaluationStateToken(state._state, token)
      return vocabulary().filter((token) =>
        AddonSampler.canBeNextTokenForGrammarEvaluationState(state._state, token),
      )
    })
  }
  const vocabulary = () =>
    Array.from(
      (model.fileInfo.metadata.tokenizer as unknown as { ggml: { tokens: string[] } }).ggml.tokens,
      (_, id) => id as Token,
    )

  it('allows exactly what the grammar allows, at every step of an output', async () => {
    const sum = mathExpert.prepare('what is (482 + 39) * 2').grammar!
    const free = 'root ::= [^0-9]* "42" (" " [a-zà-ÿ]+ | "\\n")*'
    for (const grammar of [sum, free]) {
      const mask = createGrammarMask(model, await llama.createGrammar({ grammar }))
      const taken: Token[] = []
      for (let step = 0; step < 6; step++) {
        const expected = await allowedOneByOne(grammar, taken)
        assert.deepEqual(vocabulary().filter(mask.allows), expected)
        const next = expected.find((token) => !model.isEogToken(token))
        if (next === undefined) break
        taken.push(next)
        mask.accept(next)
      }
      assert.ok(taken.length > 1)
    }
  })
})

type Calls = {
  canBeNextTokenForGrammarEvaluationState: (state: unknown, token: Token) => boolean
  acceptGrammarEvaluationStateToken: (state: unknown, token: Token) => void
}
