import type { QuoteRequest, SignedQuote } from '#protocol/quote.ts'
import { quoteMessageSchema, quoteResponseSchema } from '#protocol/quoteMessages.ts'
import type { Host } from '../host.ts'
import { MAX_QUOTE_STREAMS, QUOTE_PROTOCOL, QUOTE_TIMEOUT_MS } from '../limits.ts'
import { exchange } from './exchange.ts'

/**
 * Returns a node's quote. Its signature is not checked here: transport holds no chain.
 *
 * @param addresses - Multiaddrs of the node, each with its peer id.
 * @throws {WitanError} PEER_UNREACHABLE, NODE_OFFLINE, NODE_BUSY, PEER_PROTOCOL, MESSAGE_TOO_LARGE, ABORTED, or the code that the node answered with.
 */
export async function fetchQuote(
  host: Host,
  addresses: readonly string[],
  request: QuoteRequest,
  options: fetchQuote.Options = {},
): Promise<SignedQuote> {
  const { signal, timeoutMs = QUOTE_TIMEOUT_MS } = options
  const response = await exchange(
    host,
    addresses,
    { type: 'quote' as const, request },
    {
      protocol: QUOTE_PROTOCOL,
      outgoing: quoteMessageSchema,
      incoming: quoteResponseSchema,
      maxStreams: MAX_QUOTE_STREAMS,
      timeoutMs,
      signal,
    },
  )
  return response.quote
}

export declare namespace fetchQuote {
  type Options = {
    readonly signal?: AbortSignal
    /** Longest wait for the answer. @default 5000 */
    readonly timeoutMs?: number
  }
}
