import { WitanError } from '#protocol/errors.ts'
import { encodeFrame } from '#protocol/frame.ts'
import { createRunningHash, keccak256Hex } from '#protocol/hash.ts'
import type { ModelId } from '#protocol/ids.ts'
import { costOf } from '#protocol/price.ts'
import { raceSeedOf, seedCommitOf } from '#protocol/race.ts'
import { leafKeyOf } from '#protocol/raceLeaf.ts'
import type { Receipt, SignedReceipt } from '#protocol/receipt.ts'
import { decodeRequestPayload, inputBytesOf } from '#protocol/requestPayload.ts'
import type { NodeMessage, TaskRequest } from '#protocol/taskMessages.ts'
import { openRequest } from '#sealing/openRequest.ts'
import type { createSealingKeyPair } from '#sealing/sealingKeyPair.ts'
import { answerFrames } from './answerFrames.ts'
import type { Lie } from './marketNode.ts'
import type { MemoryMarket } from './memoryMarket.ts'
import { aRacedToken, rootOf } from './racedTokens.ts'

/** Yields what a node says to a task, honest but for its races: it opens the real envelope, and seals and signs what it sends. */
export async function* honestAnswer(
  request: TaskRequest,
  options: honestAnswer.Options,
): AsyncGenerator<NodeMessage> {
  const { market, modelId, keyPair, tokenCount, lie, onPrompt, signReceipt } = options
  if (lie.refusesWith) throw new WitanError(lie.refusesWith, 'refused')
  const { quote } = request.quote
  const context = contextOf(market, request)
  const opened = openRequest(context, keyPair, request.envelope)
  const payload = decodeRequestPayload(opened.plaintext)
  const prompt = payload.messages[0]!.content
  onPrompt(prompt)
  yield { type: 'accepted', queued: 0 }
  const { temperatureMilli, raceSalt } = payload
  const leafKey = leafKeyOf(raceSalt, request.taskId)
  const honestRules = { seed: raceSeedOf(context, raceSalt), leafKey, temperatureMilli }
  const rules = lie.rules?.(honestRules) ?? honestRules
  const tokens = Array.from({ length: tokenCount }, (_, i) => {
    const raced = aRacedToken(rules, i)
    return lie.race?.(raced, i) ?? raced
  })
  const frames = answerFrames(tokens, `answer to ${prompt}`)
  const sent = createRunningHash()
  for (const [i, frame] of frames.entries()) {
    const sealed = opened.sealer.seal(encodeFrame(frame), { last: i === frames.length - 1 })
    sent.push(sealed)
    yield { type: 'frame', sealed }
  }
  const usage = { inputBytes: inputBytesOf(payload), outputTokens: tokens.length }
  const receipt = await signReceipt({
    jobId: request.jobId,
    taskId: request.taskId,
    nodeId: request.nodeId,
    index: request.index,
    quoteId: quote.quoteId,
    modelId,
    mode: quote.mode,
    ...usage,
    amount: costOf(quote, usage),
    requestHash: keccak256Hex(request.envelope),
    responseHash: sent.hex(),
    transcriptRoot: rootOf(rules, tokens),
    finishReason: 'stop',
    role: quote.role,
    seedCommit: seedCommitOf(rules.seed),
    temperatureMilli: rules.temperatureMilli,
    maxOutputTokens: payload.maxOutputTokens,
    startedAt: market.now,
    finishedAt: market.now,
  })
  yield { type: 'receipt', receipt }
}

export declare namespace honestAnswer {
  type Options = {
    readonly market: MemoryMarket
    readonly modelId: ModelId
    readonly keyPair: ReturnType<typeof createSealingKeyPair>
    /** Output tokens of the answer. */
    readonly tokenCount: number
    /** What it lies about beside the messages themselves: refusal and races. */
    readonly lie: Pick<Lie, 'refusesWith' | 'rules' | 'race'>
    readonly onPrompt: (prompt: string) => void
    readonly signReceipt: (receipt: Receipt) => Promise<SignedReceipt>
  }
}

function contextOf({ context }: MemoryMarket, request: TaskRequest) {
  const { quote } = request.quote
  return {
    chainId: context.chainId,
    escrow: context.escrow,
    jobId: request.jobId,
    taskId: request.taskId,
    nodeId: request.nodeId,
    mode: quote.mode,
    modelId: quote.modelId,
    sealingKey: quote.sealingKey,
    maxOutputTokens: quote.maxOutputTokens,
    deadline: request.deadline,
  }
}
