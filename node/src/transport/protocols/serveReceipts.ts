import { MAX_CONTROL_MESSAGE_BYTES } from '#protocol/limits.ts'
import {
  type ReceiptRequest,
  type ReceiptResponse,
  receiptRequestSchema,
  receiptResponseSchema,
} from '#protocol/receiptMessages.ts'
import type { Host } from '../host.ts'
import { FIRST_MESSAGE_TIMEOUT_MS, MAX_RECEIPT_STREAMS, RECEIPT_PROTOCOL } from '../limits.ts'
import { type CallContext, serveStream } from './serveStream.ts'

/**
 * Answers every receipt stream of a host.
 *
 * @param answer - Returns the answer; a WitanError that it throws reaches the requester as its code.
 */
export async function serveReceipts(
  host: Host,
  answer: (request: ReceiptRequest, context: CallContext) => Promise<ReceiptResponse>,
): Promise<void> {
  const options = {
    protocol: RECEIPT_PROTOCOL,
    incoming: receiptRequestSchema,
    outgoing: receiptResponseSchema,
    maxBytes: MAX_CONTROL_MESSAGE_BYTES,
    maxStreams: MAX_RECEIPT_STREAMS,
  }
  await serveStream(host, options, async (channel, context) => {
    const message = await channel.receive({ idleMs: FIRST_MESSAGE_TIMEOUT_MS })
    if (message === undefined) return
    await channel.send(await answer(message, context))
  })
}
