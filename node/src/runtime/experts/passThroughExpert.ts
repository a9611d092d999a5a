import { WitanError } from '#protocol/errors.ts'
import type { Role } from '#protocol/role.ts'
import { frameRequest } from './controlTokens.ts'
import type { Expert } from './expert.ts'

/** Longest prompt passed through (characters): an operator's own model has its own, larger context. */
const MAX_PROMPT_CHARACTERS = 32_000

/** Output bound when the expert sets none (tokens); the task's own bound may be lower. */
const MAX_TOKENS = 512

/** Returns an expert that hands the prompt to the model and the model's text to the requester. */
export function createPassThroughExpert(role: Role): Expert {
  return {
    role,
    prepare(prompt) {
      if (prompt.length > MAX_PROMPT_CHARACTERS)
        throw new WitanError(
          'PROMPT_UNSUPPORTED',
          `The prompt has ${prompt.length} characters; at most ${MAX_PROMPT_CHARACTERS} can be served.`,
          { meta: { characters: prompt.length } },
        )
      return { modelInput: frameRequest(prompt), maxTokens: MAX_TOKENS }
    },
    finish: (raw) => ({ answer: raw.trim() }),
  }
}
