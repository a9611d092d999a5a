import type { OnChainNode } from '#chain/onChainNode.ts'
import { isWitanError, WitanError } from '#protocol/errors.ts'
import type { NodeId } from '#protocol/ids.ts'
import type { Prices } from '#protocol/price.ts'
import { askNode, collectQuotes, type QuotedNode } from './collectQuotes.ts'
import type { Client } from './createClient.ts'

/**
 * Returns quotes as collectQuotes does, that of one node among them: it is asked once, as everyone is, and waited for
 * although others were faster.
 *
 * @throws {WitanError} NODE_OFFLINE when that node gave none in time; NODE_BUSY when it is full.
 */
export async function collectQuotesWith(
  client: Client,
  firstNodeId: NodeId,
  nodes: readonly OnChainNode[],
  request: Parameters<typeof collectQuotes>[2],
  options: { readonly signal: AbortSignal; readonly ceiling?: Partial<Prices> },
): Promise<QuotedNode[]> {
  const first = nodes.find(({ nodeId }) => nodeId === firstNodeId)
  if (first === undefined) throw noQuote(firstNodeId)
  const others = nodes.filter((node) => node !== first)
  const [own, rest] = await Promise.all([
    askInTime(client, first, request, options.signal),
    collectQuotes(client, others, request, options).catch((error: unknown) => {
      // without a node that stands by a job is still a job
      if (!isWitanError(error) || options.signal.aborted) throw error
      return []
    }),
  ])
  return [own, ...rest].sort((a, b) => a.node.nodeId - b.node.nodeId)
}

async function askInTime(
  client: Client,
  node: OnChainNode,
  request: Parameters<typeof collectQuotes>[2],
  signal: AbortSignal,
): Promise<QuotedNode> {
  const { clock, limits } = client
  const stop = new AbortController()
  const inner = AbortSignal.any([signal, stop.signal])
  const tooLate = clock.sleep(limits.quoteTimeoutMs, { signal: inner }).then(() => {
    throw noQuote(node.nodeId)
  })
  tooLate.catch(() => undefined)
  try {
    return await Promise.race([askNode(client, node, request, inner), tooLate])
  } catch (error) {
    if (isWitanError(error, 'NODE_BUSY') || signal.aborted || !isWitanError(error)) throw error
    throw noQuote(node.nodeId, error)
  } finally {
    stop.abort(new WitanError('ABORTED', 'The node had its time.'))
  }
}

function noQuote(nodeId: NodeId, cause?: unknown): WitanError {
  return new WitanError('NODE_OFFLINE', `Node ${nodeId} gave no quote.`, {
    cause,
    meta: { nodeId },
    retryable: true,
  })
}
