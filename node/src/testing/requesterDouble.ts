/** A requester that opens what it gets and pays for what it opened, or does not. */

import { concatBytes, fromUtf8, utf8 } from '#protocol/bytes.ts'
import { decodeFrame } from '#protocol/frame.ts'
import { costOf } from '#protocol/price.ts'
import type { RacedToken } from '#protocol/raceLeaf.ts'
import type { SignedReceipt } from '#protocol/receipt.ts'
import type { NodeMessage } from '#protocol/taskMessages.ts'
import { createMemoryStream, type MemoryStream } from './memoryStream.ts'
import {
  aVoucherOf,
  type FundedJob,
  type ProviderBench,
  type SealedRequest,
} from './providerBench.ts'

export type Conversation = {
  readonly frames: readonly Uint8Array[]
  readonly tokens: readonly number[]
  /** The same tokens with the candidates of their races. */
  readonly raced: readonly RacedToken[]
  readonly answer: string
  readonly receipt: SignedReceipt | undefined
  /** What the node's handler threw, and so what the requester was told. */
  readonly error: unknown
}

export type ConverseOptions = {
  readonly prompt?: string
  /** Micro-dollars of the job's other tasks; added to every voucher. */
  readonly others?: () => bigint
  /** Called after each message; returns false to leave the message unpaid. @default always pays */
  readonly pays?: (message: NodeMessage, stream: MemoryStream, tokens: number) => boolean
  readonly onAccepted?: () => void
  /** Told what this task has cost so far. */
  readonly onCost?: (cost: bigint) => void
}

/** Talks through one whole task; never rejects. */
export async function converse(
  bench: ProviderBench,
  job: FundedJob,
  { request, opener }: SealedRequest,
  options: ConverseOptions = {},
): Promise<Conversation> {
  const { prompt = 'what is 482 + 39', others = () => 0n, pays = () => true, onCost } = options
  const stream = createMemoryStream()
  const { quote } = request.quote
  const inputBytes = utf8(prompt).length
  const frames: Uint8Array[] = []
  const raced: RacedToken[] = []
  let text = new Uint8Array()
  let receipt: SignedReceipt | undefined
  let error: unknown

  const served = bench.provider
    .task(stream.call)
    .catch((thrown: unknown) => {
      error = thrown
    })
    .finally(stream.end)
  stream.send({ type: 'task', request })
  for await (const message of stream.messages) {
    if (message.type === 'frame') {
      frames.push(message.sealed)
      const frame = decodeFrame(opener.open(message.sealed).frame)
      raced.push(...frame.tokens)
      if (frame.kind === 'answer') text = concatBytes(text, frame.text) as Uint8Array<ArrayBuffer>
    }
    if (message.type === 'receipt') receipt = message.receipt
    if (message.type === 'accepted') options.onAccepted?.()
    if (message.type === 'accepted' || !pays(message, stream, raced.length)) continue
    const cost = costOf(quote, { inputBytes, outputTokens: raced.length })
    onCost?.(cost)
    stream.send({ type: 'voucher', voucher: await aVoucherOf(bench, job, cost + others()) })
    if (receipt) stream.close()
  }
  await served
  const tokens = raced.map(({ token }) => token)
  return { frames, tokens, raced, answer: fromUtf8(text), receipt, error }
}
