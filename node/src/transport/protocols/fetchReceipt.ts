import { WitanError } from '#protocol/errors.ts'
import {
  type ReceiptRequest,
  type ReceiptResponse,
  receiptRequestSchema,
  receiptResponseSchema,
} from '#protocol/receiptMessages.ts'
import type { Host } from '../host.ts'
import { MAX_RECEIPT_STREAMS, RECEIPT_PROTOCOL, RECEIPT_TIMEOUT_MS } from '../limits.ts'
import type { PeerErrorMessage } from '../peerError.ts'
import { exchange } from './exchange.ts'

/**
 * Returns a node's answer to a request for a receipt, a late voucher or its signed Done.
 *
 * @param addresses - Multiaddrs of the node, each with its peer id.
 * @returns The answer of the kind that was asked for; signatures are not checked here.
 * @throws {WitanError} PEER_UNREACHABLE, NODE_OFFLINE, NODE_BUSY, PEER_PROTOCOL, MESSAGE_TOO_LARGE, ABORTED, or the code that the node answered with.
 */
export async function fetchReceipt(
  host: Host,
  addresses: readonly string[],
  request: ReceiptRequest,
  options: fetchReceipt.Options = {},
): Promise<Exclude<ReceiptResponse, PeerErrorMessage>> {
  const { signal, timeoutMs = RECEIPT_TIMEOUT_MS } = options
  const response = await exchange(host, addresses, request, {
    protocol: RECEIPT_PROTOCOL,
    outgoing: receiptRequestSchema,
    incoming: receiptResponseSchema,
    maxStreams: MAX_RECEIPT_STREAMS,
    timeoutMs,
    signal,
  })
  if (response.type !== ANSWER_OF[request.type]) {
    throw new WitanError('PEER_PROTOCOL', `The node answered ${request.type} by ${response.type}.`)
  }
  return response
}

export declare namespace fetchReceipt {
  type Options = {
    readonly signal?: AbortSignal
    /** Longest wait for the answer; `done` waits for a settlement. @default 90000 */
    readonly timeoutMs?: number
  }
}

const ANSWER_OF = { receipt: 'receipt', voucher: 'accepted', done: 'done' } as const
