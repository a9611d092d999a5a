import type { LlamaModel, Token } from 'node-llama-cpp'

/** Turns tokens into text piece by piece, holding back a character until all its bytes are there. */
export type Detokenizer = { readonly push: (token: Token) => string }

/** Longest UTF-8 character (bytes): more pending tokens than this are no character at all. */
const MAX_PENDING = 4

/** Tokens before the pending ones that some vocabularies need to place spaces. */
const LOOK_BACK = 4

/** Returns a detokenizer for one output. */
export function createDetokenizer(model: LlamaModel): Detokenizer {
  let before: Token[] = []
  let pending: Token[] = []
  return {
    push(token) {
      pending.push(token)
      const text = model.detokenize(pending, false, before)
      if (text.endsWith('\uFFFD') && pending.length < MAX_PENDING) return ''
      before = [...before, ...pending].slice(-LOOK_BACK)
      pending = []
      return text
    },
  }
}
