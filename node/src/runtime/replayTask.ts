/**
 * Looks at somebody's answer again with the model in hand: what a verifier does in a process of its own, and
 * a requester that has the model too. `createEngine` (llama/createEngine.ts) gives the engine.
 */

import { WitanError } from '#protocol/errors.ts'
import type { ModelId } from '#protocol/ids.ts'
import type { Conversation } from '#protocol/requestPayload.ts'
import { prepareTask } from './child/prepareTask.ts'
import type { Engine, ReplayedPosition } from './engine.ts'
import { getExpert } from './experts/expert.ts'

export type TaskReplay = {
  /** What the model says at each position, under the same mask as the node had to use. */
  readonly positions: readonly ReplayedPosition[]
  /** Limit that an honest node generates under (tokens): the request's or the expert's, whichever is lower. */
  readonly maxOutputTokens: number
}

/**
 * Returns what a model says at positions of an answer, from one pass over request and answer.
 *
 * @param engine - An engine that serves the model; nobody else should use it meanwhile.
 * @param task - The opened request and the answer's tokens.
 * @throws {WitanError} MODEL_UNKNOWN; PROMPT_UNSUPPORTED when an honest node would have refused the request;
 * INPUT_TOO_LARGE; INPUT_INVALID when the positions are not ascending indices of the output.
 */
export async function replayTask(engine: Engine, task: replayTask.Options): Promise<TaskReplay> {
  const { modelId, messages, output, positions } = task
  const model = engine.models.find((one) => one.modelId === modelId)
  if (model === undefined) throw new WitanError('MODEL_UNKNOWN', 'The model is not loaded here.')
  const { input, grammar, maxTokens } = prepareTask(messages, { model, getExpert })
  const signal = task.signal ?? new AbortController().signal
  return {
    positions: await engine.replay({
      modelId,
      input,
      output,
      positions,
      signal,
      ...(grammar !== undefined && { grammar }),
    }),
    maxOutputTokens: Math.min(maxTokens, task.maxOutputTokens),
  }
}

export declare namespace replayTask {
  type Options = {
    readonly modelId: ModelId
    readonly messages: Conversation
    /** The request's own limit (tokens). */
    readonly maxOutputTokens: number
    /** The answer's token ids, the end token included. */
    readonly output: readonly number[]
    /** Ascending indices of `output`. */
    readonly positions: readonly number[]
    readonly signal?: AbortSignal
  }
}
