/** What a requester asks for, and the bounds of it. */

import type { SessionKey } from '#chain/createSessionKey.ts'
import { utf8 } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import type { NodeId } from '#protocol/ids.ts'
import { MAX_OUTPUT_TOKENS, MAX_REQUEST_BYTES, MAX_TASK_SECONDS } from '#protocol/limits.ts'
import type { Mode } from '#protocol/mode.ts'
import type { Prices } from '#protocol/price.ts'
import { MAX_TEMPERATURE_MILLI } from '#protocol/race.ts'
import { type Conversation, inputBytesOf, MAX_MESSAGES } from '#protocol/requestPayload.ts'
import type { Role } from '#protocol/role.ts'

export type JobRequest = {
  readonly prompt: string
  /** Names the role; nothing is classified or split then. */
  readonly role?: Role
  /**
   * Messages before the prompt, oldest first, such as a system message. They need a `role`, and a node whose model
   * has a chat template: the shipped experts answer single messages.
   */
  readonly earlier?: Conversation
  /** Most that may be locked in all, micro-dollars. */
  readonly maxBudget: bigint
  /** How private it must be; there is no default and no fallback. */
  readonly mode: Mode
  /** Most output tokens per task. @default 256 */
  readonly maxOutputTokens?: number
  /** Of the races, thousandths: 0 always takes the likeliest token. @default JOB_DEFAULTS.temperatureMilli */
  readonly temperatureMilli?: number
  /** Time for all tasks, at most 600. @default 120 */
  readonly deadlineSeconds?: number
  /** The only nodes that may answer, such as those that a check is meant for. @default every node */
  readonly nodeIds?: readonly NodeId[]
  /**
   * The node that is asked first, whatever its score; others stand by as for every job, so that nothing on chain tells
   * such a job from another. @default the best one
   */
  readonly firstNodeId?: NodeId
  /** Quotes above these prices don't count. */
  readonly priceCeiling?: Partial<Prices>
  /** Whether the journal may hold the prompt. @default false */
  readonly keepPrompt?: boolean
  /** Whether the journal keeps what shows others the very requests that were sent, text included. @default false */
  readonly keepRequests?: boolean
  /** Key of the job, where others were promised one beforehand; never used for a second job. @default a fresh one */
  readonly sessionKey?: SessionKey
}

export const JOB_DEFAULTS = {
  /** Several times what the shipped specialists ever write. */
  maxOutputTokens: 256,
  temperatureMilli: 0,
  /** Two minutes: room for a queue and two re-routes. */
  deadlineSeconds: 120,
}

/** Checks a request. @throws {WitanError} MODE_UNSUPPORTED, INPUT_TOO_LARGE, INPUT_INVALID. */
export function assertJobRequest({
  prompt,
  role,
  earlier = [],
  mode,
  maxOutputTokens,
  deadlineSeconds,
  temperatureMilli,
}: JobRequest): void {
  const refuse = (what: string): never => {
    throw new WitanError('INPUT_INVALID', what)
  }
  if (mode !== 'transit') {
    throw new WitanError(
      'MODE_UNSUPPORTED',
      `The mode ${mode} is not served yet; use transit, or nothing is sent.`,
    )
  }
  if (utf8(prompt).length + inputBytesOf({ messages: earlier }) > MAX_REQUEST_BYTES) {
    throw new WitanError(
      'INPUT_TOO_LARGE',
      `The request has more than ${MAX_REQUEST_BYTES} bytes. Shorten it.`,
    )
  }
  if (earlier.length > 0 && role === undefined)
    refuse('A conversation goes to one expert as a whole; name its role.')
  if (earlier.length >= MAX_MESSAGES)
    refuse(`A conversation has at most ${MAX_MESSAGES} messages, the prompt included.`)
  const isBad = (value: number | undefined, max: number) =>
    value !== undefined && (!Number.isInteger(value) || value < 1 || value > max)
  if (isBad(maxOutputTokens, MAX_OUTPUT_TOKENS))
    refuse(`maxOutputTokens is 1 to ${MAX_OUTPUT_TOKENS}.`)
  if (temperatureMilli !== 0 && isBad(temperatureMilli, MAX_TEMPERATURE_MILLI))
    refuse(`temperatureMilli is 0 to ${MAX_TEMPERATURE_MILLI}.`)
  if (isBad(deadlineSeconds, MAX_TASK_SECONDS))
    refuse(`deadlineSeconds is 1 to ${MAX_TASK_SECONDS}.`)
}
