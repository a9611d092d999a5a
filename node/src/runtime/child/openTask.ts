import { isWitanError, WitanError } from '#protocol/errors.ts'
import { CLOCK_SKEW_SECONDS, MAX_TASK_SECONDS } from '#protocol/limits.ts'
import {
  decodeRequestPayload,
  inputBytesOf,
  type RequestPayload,
} from '#protocol/requestPayload.ts'
import { openRequest } from '#sealing/openRequest.ts'
import type { ResponseSealer } from '#sealing/responseSealer.ts'
import type { RuntimeTask } from '../runtime.ts'
import type { KeyRing } from './keyRing.ts'
import type { ReplayGuard } from './replayGuard.ts'

export type OpenedTask = {
  readonly messages: RequestPayload['messages']
  /** UTF-8 bytes of the messages, as billed. */
  readonly inputBytes: number
  readonly maxOutputTokens: number
  /** The requester's part of the seed. */
  readonly raceSalt: Uint8Array
  readonly temperatureMilli: number
  readonly sealer: ResponseSealer
}

/**
 * Opens a task's envelope once.
 *
 * @throws {WitanError} ENVELOPE_INVALID, ENVELOPE_TOO_LARGE, ENVELOPE_REPLAYED, MODE_UNSUPPORTED, TASK_TIMEOUT,
 * NODE_BUSY.
 */
export function openTask(
  { context, envelope }: RuntimeTask,
  options: openTask.Options,
): OpenedTask {
  const { keys, replays, now } = options
  if (context.mode !== 'transit') {
    throw new WitanError('MODE_UNSUPPORTED', `This runtime serves transit, not ${context.mode}.`)
  }
  if (context.deadline < now()) {
    throw new WitanError('TASK_TIMEOUT', 'The task arrived after its deadline.', {
      meta: { lateSeconds: now() - context.deadline },
    })
  }
  const keyPair = keys.find(context.sealingKey)
  if (keyPair === undefined || context.deadline > now() + MAX_TASK_SECONDS + CLOCK_SKEW_SECONDS) {
    throw invalid()
  }
  const { plaintext, sealer, ephemeralKey } = openRequest(context, keyPair, envelope)
  try {
    replays.use(ephemeralKey, context.deadline)
    const payload = decodePayload(plaintext)
    if (payload.maxOutputTokens > context.maxOutputTokens) throw invalid()
    return {
      messages: payload.messages,
      inputBytes: inputBytesOf(payload),
      maxOutputTokens: payload.maxOutputTokens,
      raceSalt: payload.raceSalt.slice(),
      temperatureMilli: payload.temperatureMilli,
      sealer,
    }
  } catch (error) {
    sealer.wipe()
    throw error
  } finally {
    plaintext.fill(0)
  }
}

export declare namespace openTask {
  type Options = {
    readonly keys: KeyRing
    readonly replays: ReplayGuard
    /** Clock, Unix seconds. */
    readonly now: () => number
  }
}

function decodePayload(plaintext: Uint8Array): RequestPayload {
  try {
    return decodeRequestPayload(plaintext)
  } catch (error) {
    throw isWitanError(error, 'PEER_PROTOCOL') ? invalid() : error
  }
}

function invalid(): WitanError {
  return new WitanError('ENVELOPE_INVALID', 'The envelope does not fit the task it came with.')
}
