/** What one attempt sends: the sealed request, signed with the job's session key, and how its answer is read. */

import { signTypedData } from '#chain/signTypedData.ts'
import { type Hex, toHex } from '#protocol/bytes.ts'
import type { SealingContext } from '#protocol/envelope.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import { RACE_SALT_BYTES, raceSeedOf, seedCommitOf } from '#protocol/race.ts'
import { leafKeyOf } from '#protocol/raceLeaf.ts'
import { encodeRequestPayload, inputBytesOf } from '#protocol/requestPayload.ts'
import type { TaskRequest } from '#protocol/taskMessages.ts'
import { taskRequestTypedData } from '#protocol/typedData.ts'
import { sealRequest } from '#sealing/sealRequest.ts'
import { type AnswerReader, createAnswerReader } from './answerReader.ts'
import type { JobRun } from './jobRun.ts'
import { randomBytes } from './randomBytes.ts'
import type { Attempt } from './runAttempt.ts'

export type SealedTask = {
  readonly request: TaskRequest
  readonly reader: AnswerReader
  readonly inputBytes: number
  /** Most tokens that the answer can have. */
  readonly maxOutputTokens: number
  readonly requestHash: Hex
  /** The requester's part of the seed; it also opens the leaves. */
  readonly raceSalt: Uint8Array
  readonly seedCommit: Hex
}

/** Returns a task sealed to the node that quoted for it; the job's stream of events hears of it. */
export async function sealTask(run: JobRun, attempt: Attempt): Promise<SealedTask> {
  const { quoted, text, taskId } = attempt
  const { quote } = quoted.quote
  const maxOutputTokens = Math.min(run.maxOutputTokens, quote.maxOutputTokens)
  const raceSalt = randomBytes(RACE_SALT_BYTES)
  const { temperatureMilli } = run
  const payload = {
    messages: [...run.earlier, { speaker: 'user' as const, content: text }],
    maxOutputTokens,
    raceSalt,
    temperatureMilli,
  }
  const context = contextOf(run, attempt)
  const seed = raceSeedOf(context, raceSalt)
  const { envelope, opener, requestKey } = sealRequest(context, encodeRequestPayload(payload), {
    keepKey: run.keepRequests,
  })
  const requestHash = keccak256Hex(envelope)
  if (requestKey !== undefined) {
    run.requests.push({
      taskId,
      quote: quoted.quote,
      envelope: toHex(envelope),
      requestKey: toHex(requestKey),
      deadline: context.deadline,
    })
  }
  run.emit({
    type: 'sealed',
    taskId: attempt.planTaskId,
    nodeId: quote.nodeId,
    envelopeBytes: envelope.length,
    requestHash,
  })
  return {
    request: await signRequest(run, attempt, envelope, requestHash),
    reader: createAnswerReader(opener, maxOutputTokens, {
      seed,
      leafKey: leafKeyOf(raceSalt, taskId),
      temperatureMilli,
      stopTokens: await run.client.stopTokens(quote.modelId),
    }),
    inputBytes: inputBytesOf(payload),
    maxOutputTokens,
    requestHash,
    raceSalt,
    seedCommit: seedCommitOf(seed),
  }
}

function contextOf(run: JobRun, { quoted, taskId }: Attempt): SealingContext {
  const { chainId, escrow } = run.client.chain.context
  const { nodeId, mode, modelId, sealingKey, maxOutputTokens } = quoted.quote.quote
  return {
    chainId,
    escrow,
    jobId: run.jobId,
    taskId,
    nodeId,
    mode,
    modelId,
    sealingKey,
    maxOutputTokens,
    deadline: run.taskDeadline,
  }
}

async function signRequest(
  run: JobRun,
  { quoted, ledger, taskId }: Attempt,
  envelope: Uint8Array,
  envelopeHash: Hex,
): Promise<TaskRequest> {
  const { nodeId, quoteId } = quoted.quote.quote
  const named = {
    jobId: run.jobId,
    taskId,
    nodeId,
    index: ledger.index,
    deadline: run.taskDeadline,
  }
  const signature = await signTypedData(
    run.sessionKey.privateKey,
    taskRequestTypedData(run.client.chain.context, { ...named, quoteId, envelopeHash }),
  )
  const sessionKey = run.sessionKey.address
  return { ...named, sessionKey, quote: quoted.quote, envelope, signature }
}
