import { CONTROL_TOKENS } from '#runtime/experts/controlTokens.ts'
import { BYTE_CHARACTERS, createEncoder, type Merge } from './bpe.ts'

/** Ids of the control tokens, straight after the 256 bytes. */
export const CONTROL_IDS = { start: 256, user: 257, assistant: 258, end: 259 } as const

/** The first id that a merge may have. */
export const FIRST_MERGE_ID = 260

/** Rows of a quantised matrix come in blocks of 32. */
const BLOCK = 32

/** Every token of an expert as a GGUF lists it, and a way to encode. */
export type Vocabulary = {
  readonly merges: readonly Merge[]
  /** Length is a multiple of 32; the filling is control tokens that nothing writes. */
  readonly tokens: readonly string[]
  /** 1 for text, 3 for control, as llama.cpp numbers them. */
  readonly types: readonly number[]
  /** Returns the ids of a framed request: control tokens are recognised. */
  encode(text: string): number[]
}

/** Returns the vocabulary that a list of merges stands for. */
export function createVocabulary(merges: readonly Merge[]): Vocabulary {
  const used = FIRST_MERGE_ID + merges.length
  const filling = (BLOCK - (used % BLOCK)) % BLOCK
  const controls = Object.keys(CONTROL_IDS) as (keyof typeof CONTROL_IDS)[]
  const tokens = [
    ...BYTE_CHARACTERS,
    ...controls.map((name) => CONTROL_TOKENS[name]),
    ...merges.map(([left, right]) => left + right),
    ...Array.from({ length: filling }, (_, index) => `<|unused${index}|>`),
  ]
  const types = tokens.map((_, id) => ((id >= 256 && id < FIRST_MERGE_ID) || id >= used ? 3 : 1))
  const encodeText = createEncoder(merges, FIRST_MERGE_ID)
  const controlIds = new Map(
    controls.map((name) => [CONTROL_TOKENS[name] as string, CONTROL_IDS[name]]),
  )
  return {
    merges,
    tokens,
    types,
    encode: (text) =>
      text
        .split(/(<\|(?:bos|user|assistant|end)\|>)/)
        .filter((piece) => piece !== '')
        .flatMap((piece) => controlIds.get(piece) ?? encodeText(piece)),
  }
}
