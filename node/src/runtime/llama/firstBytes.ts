import type { LlamaModel, Token } from 'node-llama-cpp'

/**
 * For each token the token that is its first character alone, where there is one: a grammar that forbids that
 * forbids every token which begins with it. Most of a vocabulary is ruled out by a hundred questions.
 */
export type FirstBytes = ReadonlyMap<Token, Token>

const known = new WeakMap<LlamaModel, FirstBytes>()

/** Returns the first characters of a model's tokens; none for a vocabulary that is not byte-level BPE. */
export function firstBytesOf(model: LlamaModel): FirstBytes {
  const before = known.get(model)
  if (before !== undefined) return before
  const found = readFirstBytes(model)
  known.set(model, found)
  return found
}

function readFirstBytes(model: LlamaModel): FirstBytes {
  const { ggml } = (model.fileInfo.metadata.tokenizer ?? {}) as {
    readonly ggml?: { readonly model?: unknown; readonly tokens?: readonly string[] }
  }
  const first = new Map<Token, Token>()
  if (ggml?.model !== 'gpt2' || ggml.tokens === undefined) return first
  const { tokens } = ggml
  // in such a vocabulary printable ASCII stands for itself, Ġ for a space and Ċ for a line's end; all else is
  // left to be asked one by one
  const isPlain = (text: string) => /^[!-~ĠĊ]/.test(text)
  const alone = new Map<string, Token>()
  for (const [id, text] of tokens.entries()) {
    if (text.length === 1 && isPlain(text)) alone.set(text, id as Token)
  }
  for (const [id, text] of tokens.entries()) {
    const byte = alone.get(text.slice(0, 1))
    if (byte !== undefined && !model.isEogToken(id as Token)) first.set(id as Token, byte)
  }
  return first
}
