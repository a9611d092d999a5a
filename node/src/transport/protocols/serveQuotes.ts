import { MAX_CONTROL_MESSAGE_BYTES } from '#protocol/limits.ts'
import type { QuoteRequest, SignedQuote } from '#protocol/quote.ts'
import { quoteMessageSchema, quoteResponseSchema } from '#protocol/quoteMessages.ts'
import type { Host } from '../host.ts'
import { FIRST_MESSAGE_TIMEOUT_MS, MAX_QUOTE_STREAMS, QUOTE_PROTOCOL } from '../limits.ts'
import { type CallContext, serveStream } from './serveStream.ts'

/**
 * Answers every quote stream of a host.
 *
 * @param answer - Returns the signed offer; a WitanError that it throws reaches the requester as its code.
 */
export async function serveQuotes(
  host: Host,
  answer: (request: QuoteRequest, context: CallContext) => Promise<SignedQuote>,
): Promise<void> {
  const options = {
    protocol: QUOTE_PROTOCOL,
    incoming: quoteMessageSchema,
    outgoing: quoteResponseSchema,
    maxBytes: MAX_CONTROL_MESSAGE_BYTES,
    maxStreams: MAX_QUOTE_STREAMS,
  }
  await serveStream(host, options, async (channel, context) => {
    const message = await channel.receive({ idleMs: FIRST_MESSAGE_TIMEOUT_MS })
    if (message === undefined) return
    await channel.send({ type: 'quote', quote: await answer(message.request, context) })
  })
}
