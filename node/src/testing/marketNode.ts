/** A node of the memory market: quotes, opens real envelopes, streams sealed frames, takes vouchers. It can cheat on command. */

import { createSessionKey } from '#chain/createSessionKey.ts'
import type { OnChainNode } from '#chain/onChainNode.ts'
import { recoverSigner } from '#chain/recoverSigner.ts'
import { signTypedData } from '#chain/signTypedData.ts'
import type { TaskStream } from '#client/ports.ts'
import { type Hex, toHex, utf8 } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import { type JobId, parseHash, parseModelId, parseNodeId } from '#protocol/ids.ts'
import type { SignedNodeRecord } from '#protocol/nodeRecord.ts'
import type { Prices } from '#protocol/price.ts'
import type { QuoteRequest, SignedQuote } from '#protocol/quote.ts'
import type { RacedToken } from '#protocol/raceLeaf.ts'
import type { Receipt, SignedReceipt } from '#protocol/receipt.ts'
import type { ReceiptRequest, ReceiptResponse } from '#protocol/receiptMessages.ts'
import type { Role } from '#protocol/role.ts'
import type { NodeMessage, TaskRequest } from '#protocol/taskMessages.ts'
import {
  doneRequestTypedData,
  doneTypedData,
  nodeRecordTypedData,
  quoteTypedData,
  receiptTypedData,
  voucherTypedData,
} from '#protocol/typedData.ts'
import type { SignedVoucher } from '#protocol/voucher.ts'
import { createSealingKeyPair } from '#sealing/sealingKeyPair.ts'
import type { RaceRules } from '#verification/raceCheck.ts'
import { honestAnswer } from './honestAnswer.ts'
import type { MemoryMarket } from './memoryMarket.ts'
import { createPipe } from './pipe.ts'

/** What a node does to the messages of one task; the honest one passes them on. */
export type Lie = {
  /** Sees the honest messages in order and says what is really sent; throwing ends the stream. */
  readonly tamper?: (message: NodeMessage, position: number) => readonly NodeMessage[]
  /** Falls silent at this message, for good. */
  readonly stallAt?: number
  /** Closes the stream at this message. */
  readonly cutAt?: number
  /** Vanishes at this message: the stream breaks and nothing is answered afterwards. */
  readonly dieAt?: number
  /** Runs the races, and commits to them, by other rules. */
  readonly rules?: (rules: RaceRules) => RaceRules
  /** Changes what it says of a race. */
  readonly race?: (raced: RacedToken, position: number) => RacedToken
  /** Changes the receipt before it is signed. */
  readonly receipt?: (receipt: Receipt) => Receipt
  /** Signs receipts with a key of its own making. */
  readonly forgesSignature?: boolean
  /** Refuses every task. */
  readonly refusesWith?: ConstructorParameters<typeof WitanError>[0]
  /** Answers no question about Done. */
  readonly withholdsDone?: boolean
  /** Claims this much in its Done. */
  readonly doneTotal?: bigint
}

export type MarketNode = {
  readonly node: OnChainNode
  readonly record: SignedNodeRecord
  readonly prices: Prices
  /** Highest total that it holds a valid voucher for, per job. */
  readonly vouched: ReadonlyMap<JobId, bigint>
  /** Every total in the order in which it came. */
  readonly totals: bigint[]
  /** Prompts that it opened. */
  readonly prompts: string[]
  /** Every request as it came. */
  readonly requests: TaskRequest[]
  readonly quote: (request: QuoteRequest) => Promise<SignedQuote>
  readonly open: () => TaskStream
  readonly answerReceipt: (
    request: ReceiptRequest,
  ) => Promise<Exclude<ReceiptResponse, { type: 'error' }>>
}

export type MarketNodeOptions = {
  readonly nodeId: number
  readonly role?: Role
  readonly prices?: Prices
  readonly stake?: bigint
  readonly lie?: Lie
  /** Output tokens of an answer. */
  readonly tokens?: number
  /** Most output tokens it quotes. */
  readonly maxOutputTokens?: number
}

/** Registers a node in the market and returns it. */
export async function addMarketNode(
  market: MemoryMarket,
  options: MarketNodeOptions,
): Promise<MarketNode> {
  const { role = 'math', lie = {}, tokens: tokenCount = 40 } = options
  const prices = options.prices ?? { pricePer1kInputBytes: 1000n, pricePer1kOutputTokens: 20_000n }
  const nodeId = parseNodeId(options.nodeId)
  const { context } = market
  const signer = createSessionKey()
  const stranger = createSessionKey()
  const keyPair = createSealingKeyPair()
  const modelId = parseModelId(keccak256Hex(utf8(role)))
  const node: OnChainNode = {
    nodeId,
    owner: createSessionKey().address,
    signer: signer.address,
    peerId: `peer-${nodeId}`,
    active: true,
    offers: [{ modelId, role, ...prices, concurrency: 4, modes: ['transit'] }],
    stake: options.stake ?? 1_000_000n,
    room: 1n << 60n,
    operatorGroup: 0,
    announcementHash: keccak256Hex(utf8('x')),
    registeredAt: 1,
  }
  market.nodes.push(node)
  const record = {
    nodeId,
    peerId: node.peerId,
    addresses: [`/memory/${nodeId}`],
    sealingKey: parseHash(keyPair.publicKey),
    issuedAt: market.now,
    expiresAt: market.now + 600,
  }
  const vouchers = new Map<JobId, SignedVoucher>()
  const vouched = new Map<JobId, bigint>()
  const totals: bigint[] = []
  const prompts: string[] = []
  const requests: TaskRequest[] = []
  let dead = false
  const assertAlive = () => {
    if (dead) throw new WitanError('PEER_UNREACHABLE', 'Nobody is there.')
  }

  async function take(signed: SignedVoucher, sessionKey: Hex): Promise<void> {
    const { jobId, total } = signed.voucher
    const by = await recoverSigner(voucherTypedData(context, signed.voucher), signed.signature)
    if (by !== sessionKey || signed.voucher.nodeId !== nodeId)
      throw new WitanError('VOUCHER_INVALID', 'stranger')
    totals.push(total)
    if (total <= (vouched.get(jobId) ?? 0n)) return
    vouched.set(jobId, total)
    vouchers.set(jobId, signed)
  }

  async function signReceipt(receipt: Receipt): Promise<SignedReceipt> {
    const changed = lie.receipt?.(receipt) ?? receipt
    const key = lie.forgesSignature ? stranger : signer
    const signature = await signTypedData(key.privateKey, receiptTypedData(context, changed))
    return { receipt: changed, signature }
  }

  const answering = {
    market,
    modelId,
    keyPair,
    tokenCount,
    lie,
    onPrompt: (prompt: string) => prompts.push(prompt),
    signReceipt,
  }

  function open(): TaskStream {
    assertAlive()
    const pipe = createPipe<NodeMessage>()
    async function serve(request: TaskRequest): Promise<void> {
      requests.push(request)
      let position = 0
      for await (const message of honestAnswer(request, answering)) {
        if (position === lie.stallAt) return
        if (position === lie.cutAt) return pipe.end()
        if (position === lie.dieAt) {
          dead = true
          throw new WitanError('NODE_OFFLINE', 'The connection broke.')
        }
        for (const sent of lie.tamper?.(message, position) ?? [message]) pipe.push(sent)
        position++
        // lets the requester speak between two frames, as a network does
        await new Promise(setImmediate)
      }
    }
    let sessionKey: Hex = '0x'
    return {
      messages: pipe.items,
      close: async () => pipe.end(),
      abort: (error) => pipe.fail(error),
      send: async (message) => {
        assertAlive()
        if (message.type === 'task') {
          sessionKey = message.request.sessionKey
          serve(message.request).catch((error: WitanError) => {
            if (dead) pipe.fail(error)
            else pipe.push({ type: 'error', code: error.code, message: 'x' })
          })
        }
        if (message.type === 'voucher') await take(message.voucher, sessionKey)
      },
    }
  }

  return {
    node,
    prices,
    vouched,
    totals,
    prompts,
    requests,
    open,
    record: {
      record,
      signature: await signTypedData(signer.privateKey, nodeRecordTypedData(context, record)),
    },
    quote: async (request) => {
      assertAlive()
      const quote = {
        nodeId,
        quoteId: parseHash(toHex(crypto.getRandomValues(new Uint8Array(32)))),
        modelId,
        role: request.role,
        mode: request.mode,
        ...prices,
        maxInputBytes: request.maxInputBytes,
        maxOutputTokens: options.maxOutputTokens ?? request.maxOutputTokens,
        sealingKey: parseHash(keyPair.publicKey),
        expiresAt: market.now + 120,
      }
      return {
        quote,
        signature: await signTypedData(signer.privateKey, quoteTypedData(context, quote)),
      }
    },
    answerReceipt: async (request) => {
      assertAlive()
      if (lie.withholdsDone) return new Promise(() => {})
      if (request.type === 'voucher') {
        const { jobId, total } = request.voucher.voucher
        if (total > (vouched.get(jobId) ?? 0n)) {
          vouched.set(jobId, total)
          vouchers.set(jobId, request.voucher)
        }
        return { type: 'accepted' }
      }
      if (request.type !== 'done') throw new WitanError('RECEIPT_UNKNOWN', 'none')
      const asked = doneRequestTypedData(context, { jobId: request.jobId, nodeId })
      const allocations = await market.readAllocations(request.jobId, request.sessionKey)
      if ((await recoverSigner(asked, request.signature)) !== request.sessionKey)
        throw new WitanError('SIGNATURE_INVALID', 'stranger')
      if (allocations[request.index]?.nodeId !== nodeId)
        throw new WitanError('ALLOCATION_MISSING', 'stranger')
      const voucher = vouchers.get(request.jobId)
      if (voucher) await market.settle([voucher])
      const total = lie.doneTotal ?? voucher?.voucher.total ?? 0n
      const done = { jobId: request.jobId, nodeId, total }
      return {
        type: 'done',
        done: {
          done,
          signature: await signTypedData(signer.privateKey, doneTypedData(context, done)),
        },
      }
    },
  }
}
