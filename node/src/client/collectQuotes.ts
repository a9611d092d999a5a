import type { OnChainNode } from '#chain/onChainNode.ts'
import { recoverSigner } from '#chain/recoverSigner.ts'
import { isWitanError, WitanError } from '#protocol/errors.ts'
import type { NodeId } from '#protocol/ids.ts'
import { costOf, type Prices } from '#protocol/price.ts'
import type { QuoteRequest, SignedQuote } from '#protocol/quote.ts'
import { quoteTypedData } from '#protocol/typedData.ts'
import type { Candidate } from '#routing/pickNodes.ts'
import type { Client } from './createClient.ts'
import { drawNodes, findTrustedRecord } from './findNodes.ts'
import { gatherInTime } from './gatherInTime.ts'

/** A node that can serve a task, at a price that it signed. */
export type QuotedNode = {
  readonly node: OnChainNode
  readonly addresses: readonly string[]
  /** What it was asked; a fresh quote is asked for with the same. */
  readonly request: QuoteRequest
  readonly quote: SignedQuote
  /** Micro-dollars at the quote's highest usage; the cap that the node needs. */
  readonly maxCost: bigint
  /**
   * What the choice weighs, but its load, which changes while others are asked, and its reputation, which is measured
   * against those that answer.
   */
  readonly candidate: Omit<Candidate, 'load' | 'reputation'>
}

/**
 * Returns the nodes that quoted for one task, by node id.
 *
 * @param client - Whose network and memory are used.
 * @param nodes - All nodes on chain.
 * @param request - Terms of the task, without content.
 * @param options - `ceiling`: quotes above it don't count.
 * @throws {WitanError} NO_NODES when nobody answers in time; NODE_BUSY when all that answer are full; PRICE_ABOVE_CEILING when all that do are too dear.
 */
export async function collectQuotes(
  client: Client,
  nodes: readonly OnChainNode[],
  request: QuoteRequest,
  options: { readonly signal: AbortSignal; readonly ceiling?: Partial<Prices> },
): Promise<QuotedNode[]> {
  const { quoteTimeoutMs, secondQuoteMs, lateQuoteMs } = client.limits
  const asked = drawNodes(nodes, request.role, request.mode, client.random)
  let busy = 0
  const quoted = await gatherInTime(
    asked.map((node) => async (signal: AbortSignal) => {
      try {
        return await askNode(client, node, request, signal)
      } catch (error) {
        if (isWitanError(error, 'NODE_BUSY')) busy++
        throw error
      }
    }),
    {
      clock: client.clock,
      signal: options.signal,
      timeoutMs: quoteTimeoutMs,
      firstMs: secondQuoteMs,
      secondMs: lateQuoteMs,
    },
  )
  if (quoted.length === 0 && busy > 0) {
    throw new WitanError('NODE_BUSY', `All ${busy} nodes of the role ${request.role} are full.`, {
      meta: { role: request.role, busy },
      retryable: true,
    })
  }
  if (quoted.length === 0) {
    throw new WitanError(
      'NO_NODES',
      `None of ${asked.length} nodes of the role ${request.role} answered. Try again later.`,
      { meta: { role: request.role, asked: asked.length }, retryable: true },
    )
  }
  const affordable = quoted.filter(({ quote }) => isBelow(quote.quote, options.ceiling))
  if (affordable.length === 0) throw tooDear(quoted, options.ceiling)
  return affordable.sort((a, b) => a.node.nodeId - b.node.nodeId)
}

/**
 * Returns one node's checked quote.
 *
 * @throws {WitanError} NODE_OFFLINE, QUOTE_INVALID, SIGNATURE_INVALID, or what the node and the network say.
 */
export async function askNode(
  client: Client,
  node: OnChainNode,
  request: QuoteRequest,
  signal: AbortSignal,
): Promise<QuotedNode> {
  const { record } = await findTrustedRecord(client, node, signal)
  const startedAt = client.clock.nowMs()
  try {
    const quote = await client.transport.fetchQuote(record.addresses, request, { signal })
    const rttMs = client.clock.nowMs() - startedAt
    await assertQuote(client, node, request, quote)
    const { maxInputBytes: inputBytes, maxOutputTokens: outputTokens } = quote.quote
    const maxCost = costOf(quote.quote, { inputBytes, outputTokens })
    if (maxCost > node.room) {
      throw new WitanError('NODE_BUSY', `The stake of node ${node.nodeId} covers no further job.`)
    }
    return {
      node,
      addresses: record.addresses,
      request,
      quote,
      maxCost,
      candidate: rate(maxCost, rttMs),
    }
  } catch (error) {
    // it may have moved: look it up again next time
    if (isWitanError(error, 'PEER_UNREACHABLE')) client.nodeBook.forgetRecord(node.nodeId)
    throw error
  }

  function rate(price: bigint, rttMs: number): QuotedNode['candidate'] {
    const { nodeId, owner, operatorGroup, stake } = node
    return {
      nodeId,
      operator: operatorGroup === 0 ? owner : `group ${operatorGroup}`,
      price,
      stake,
      rttMs,
      experience: client.nodeBook.experienceOf(nodeId),
    }
  }
}

async function assertQuote(
  client: Client,
  node: OnChainNode,
  request: QuoteRequest,
  { quote, signature }: SignedQuote,
): Promise<void> {
  const signer = await recoverSigner(quoteTypedData(client.chain.context, quote), signature)
  const faults = {
    'is not signed by its signer': signer !== node.signer || quote.nodeId !== node.nodeId,
    'is for another role or mode': quote.role !== request.role || quote.mode !== request.mode,
    'names a model that it does not offer': !node.offers.some(
      ({ modelId, role }) => modelId === quote.modelId && role === quote.role,
    ),
    'allows too little input': quote.maxInputBytes < request.maxInputBytes,
    'has expired': quote.expiresAt <= client.clock.nowSeconds(),
  }
  const fault = Object.entries(faults).find(([, isTrue]) => isTrue)?.[0]
  if (fault) throw new WitanError('QUOTE_INVALID', `The quote of node ${node.nodeId} ${fault}.`)
}

function isBelow(quote: Prices, ceiling: Partial<Prices> = {}): boolean {
  const { pricePer1kInputBytes: input, pricePer1kOutputTokens: output } = ceiling
  return (
    (input === undefined || quote.pricePer1kInputBytes <= input) &&
    (output === undefined || quote.pricePer1kOutputTokens <= output)
  )
}

function tooDear(quoted: readonly QuotedNode[], ceiling: Partial<Prices> = {}): WitanError {
  const lowest = [...quoted].sort((a, b) => Number(a.maxCost - b.maxCost))[0]!
  const { pricePer1kInputBytes, pricePer1kOutputTokens } = lowest.quote.quote
  const nodeId: NodeId = lowest.node.nodeId
  return new WitanError(
    'PRICE_ABOVE_CEILING',
    `Every quote is above the ceiling; the lowest, of node ${nodeId}, asks ${pricePer1kInputBytes} micro-dollars per 1,000 input bytes and ${pricePer1kOutputTokens} per 1,000 output tokens. Raise the ceiling; nothing was signed.`,
    {
      meta: {
        pricePer1kInputBytes,
        pricePer1kOutputTokens,
        ceilingInput: ceiling.pricePer1kInputBytes,
        ceilingOutput: ceiling.pricePer1kOutputTokens,
      },
    },
  )
}
