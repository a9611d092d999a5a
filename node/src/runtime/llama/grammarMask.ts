import {
  type Llama,
  type LlamaGrammar,
  LlamaGrammarEvaluationState,
  type LlamaModel,
  type Token,
} from 'node-llama-cpp'
import { WitanError } from '#protocol/errors.ts'
import { firstBytesOf } from './firstBytes.ts'

/** Which tokens a grammar allows next; moves on with every token that was taken. */
export type GrammarMask = {
  readonly allows: (token: Token) => boolean
  readonly accept: (token: Token) => void
}

/** The two calls of the engine that look at a grammar without sampling; it keeps them to itself. */
type GrammarCalls = {
  readonly canBeNextTokenForGrammarEvaluationState: (state: unknown, token: Token) => boolean
  readonly acceptGrammarEvaluationStateToken: (state: unknown, token: Token) => void
}

/** Returns the mask of a grammar before the first token. @throws {WitanError} INTERNAL on another engine version. */
export function createGrammarMask(model: LlamaModel, grammar: LlamaGrammar): GrammarMask {
  const calls = callsOf(model.llama)
  const { _state: state } = new LlamaGrammarEvaluationState({ model, grammar }) as unknown as {
    readonly _state: unknown
  }
  const firstBytes = firstBytesOf(model)
  const asked = new Map<Token, boolean>()
  const ask = (token: Token): boolean => {
    const before = asked.get(token)
    if (before !== undefined) return before
    const answer = calls.canBeNextTokenForGrammarEvaluationState(state, token)
    asked.set(token, answer)
    return answer
  }
  return {
    allows: (token) => {
      const first = firstBytes.get(token)
      return (first === undefined || ask(first)) && ask(token)
    },
    accept: (token) => {
      asked.clear()
      calls.acceptGrammarEvaluationStateToken(state, token)
    },
  }
}

function callsOf(llama: Llama): GrammarCalls {
  const { _bindings: bindings } = llama as unknown as {
    readonly _bindings?: { readonly AddonSampler?: Partial<GrammarCalls> }
  }
  const calls = bindings?.AddonSampler
  if (
    typeof calls?.canBeNextTokenForGrammarEvaluationState !== 'function' ||
    typeof calls.acceptGrammarEvaluationStateToken !== 'function'
  ) {
    throw new WitanError('INTERNAL', 'This version of the engine cannot be asked about a grammar.')
  }
  return calls as GrammarCalls
}
