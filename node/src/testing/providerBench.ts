/** A whole provider over real signatures, a real store, real sealing and a scripted engine, and a requester that talks to it without a socket. */

import { createSessionKey, type SessionKey } from '#chain/createSessionKey.ts'
import { signTypedData } from '#chain/signTypedData.ts'
import { toHex } from '#protocol/bytes.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import { type JobId, type NodeId, parseAddress, parseNodeId, parseTaskId } from '#protocol/ids.ts'
import type { QuoteRequest, SignedQuote } from '#protocol/quote.ts'
import { raceSeedOf } from '#protocol/race.ts'
import { leafKeyOf } from '#protocol/raceLeaf.ts'
import type { DoneRequest } from '#protocol/receiptMessages.ts'
import { encodeRequestPayload } from '#protocol/requestPayload.ts'
import type { TaskRequest } from '#protocol/taskMessages.ts'
import {
  type ChainContext,
  doneRequestTypedData,
  taskRequestTypedData,
  voucherTypedData,
} from '#protocol/typedData.ts'
import type { SignedVoucher, Voucher } from '#protocol/voucher.ts'
import { createProvider, type RunningProvider } from '#provider/createProvider.ts'
import type { Identity } from '#provider/provider.ts'
import type { ProviderLimits } from '#provider/providerLimits.ts'
import type { SettlementPolicy } from '#provider/settlementPolicy.ts'
import type { ResponseOpener } from '#sealing/responseOpener.ts'
import { sealRequest } from '#sealing/sealRequest.ts'
import { openStore, type Store } from '#store/openStore.ts'
import { createLogger } from '#telemetry/createLogger.ts'
import { createMetrics, type Metrics } from '#telemetry/metrics.ts'
import type { RaceRules } from '#verification/raceCheck.ts'
import { createFakeRuntime, type FakeRuntime, type FakeRuntimeOptions } from './fakeRuntime.ts'
import { createMemoryEscrow, type MemoryEscrow } from './memoryEscrow.ts'

export type ProviderBenchOptions = {
  readonly runtime?: FakeRuntimeOptions
  readonly limits?: Partial<ProviderLimits>
  readonly policy?: Partial<SettlementPolicy>
  /** @default a store in memory */
  readonly store?: Store
  readonly escrow?: MemoryEscrow
  readonly identity?: Identity
  /** Unix seconds. @default the machine's clock */
  readonly now?: () => number
}

export type ProviderBench = AsyncDisposable & {
  readonly provider: RunningProvider
  readonly escrow: MemoryEscrow
  readonly store: Store
  readonly runtime: FakeRuntime
  readonly metrics: Metrics
  readonly identity: Identity
  /** Every line that the provider logged, at any level. */
  readonly log: readonly string[]
  readonly fund: (options?: FundOptions) => FundedJob
}

export type FundOptions = {
  readonly cap?: bigint
  readonly nodeId?: NodeId
  readonly deadline?: number
  readonly mode?: 'transit' | 'unlinked'
}

/** A job that was funded for the provider, with its key. */
export type FundedJob = {
  readonly jobId: JobId
  readonly sessionKey: SessionKey
  readonly nodeId: NodeId
  readonly index: number
}

const NODE_ID = parseNodeId(7)
/** Second of two, so that an index taken for granted is noticed. */
const INDEX = 1
export const seconds = () => Math.floor(Date.now() / 1000)

/** Returns the identity of node 7 with a fresh key. */
export function anIdentity(): Identity {
  const key = createSessionKey()
  return {
    nodeId: NODE_ID,
    signer: key.address,
    sign: (data) => signTypedData(key.privateKey, data),
  }
}

/** Returns a provider that offers math at 1,000 micro-dollars per 1k bytes and 20,000 per 1k tokens. */
export async function aProviderBench(options: ProviderBenchOptions = {}): Promise<ProviderBench> {
  const escrow = options.escrow ?? createMemoryEscrow()
  const store = options.store ?? openStore(':memory:')
  const identity = options.identity ?? anIdentity()
  const runtime = createFakeRuntime(options.runtime)
  await runtime.ready()
  const metrics = createMetrics()
  const log: string[] = []
  const logger = createLogger({
    level: 'trace',
    destination: { write: (line) => void log.push(line) },
  })
  const provider = createProvider({
    identity,
    chain: escrow,
    store,
    runtime,
    offers: [
      {
        role: 'math',
        model: 'shipped',
        pricePer1kInputBytes: 1_000n,
        pricePer1kOutputTokens: 20_000n,
      },
    ],
    policy: {
      maxFeePercent: 5,
      beforeDeadlineSeconds: 60,
      tokenPerEth: 3_000_000_000n,
      intervalMs: 20,
      ...options.policy,
    },
    logger,
    metrics,
    ...(options.now && { now: options.now }),
    // a busy machine must look neither like a requester that does not pay nor like a runtime that hangs
    limits: {
      voucherWaitMs: 60_000,
      abortGraceMs: 60_000,
      jobCacheMs: 600_000,
      ...options.limits,
    },
  })
  return {
    provider,
    escrow,
    store,
    runtime,
    metrics,
    identity,
    log,
    fund: (terms) => fund(escrow, terms),
    [Symbol.asyncDispose]: async () => {
      await provider.stop({ drainMs: 500 })
      await runtime.close()
      store.close()
    },
  }
}

function fund(escrow: MemoryEscrow, options: FundOptions = {}): FundedJob {
  const {
    cap = 1_000_000n,
    nodeId = NODE_ID,
    deadline = seconds() + 3600,
    mode = 'transit',
  } = options
  const sessionKey = createSessionKey()
  const jobId = escrow.fund({
    requester: parseAddress(`0x${'aa'.repeat(20)}`),
    sessionKey: sessionKey.address,
    deadline,
    mode,
    termsHash: keccak256Hex(crypto.getRandomValues(new Uint8Array(16))),
    allocations: [
      { nodeId: parseNodeId(99), cap: 5n },
      { nodeId, cap },
    ],
  })
  return { jobId, sessionKey, nodeId: NODE_ID, index: INDEX }
}

/** Returns a request for 64 tokens of math. */
export function aMathRequest(changes: Partial<QuoteRequest> = {}): QuoteRequest {
  return { role: 'math', mode: 'transit', maxInputBytes: 1024, maxOutputTokens: 64, ...changes }
}

export type SealedRequest = {
  readonly request: TaskRequest
  readonly opener: ResponseOpener
  readonly rules: RaceRules
}

/** Returns a signed task request of a job under a quote, sealed to the quote's key. */
export async function aTaskOf(
  { escrow }: { readonly escrow: { readonly context: ChainContext } },
  job: FundedJob,
  signed: SignedQuote,
  changes: Partial<TaskRequest> & { readonly prompt?: string } = {},
): Promise<SealedRequest> {
  const { prompt = 'what is 482 + 39', ...fields } = changes
  const { quote } = signed
  const base = {
    jobId: job.jobId,
    taskId: parseTaskId(toHex(crypto.getRandomValues(new Uint8Array(32)))),
    nodeId: job.nodeId,
    index: job.index,
    sessionKey: job.sessionKey.address,
    quote: signed,
    deadline: seconds() + 60,
    ...fields,
  }
  const raceSalt = crypto.getRandomValues(new Uint8Array(32))
  const temperatureMilli = 900
  const context = {
    chainId: escrow.context.chainId,
    escrow: escrow.context.escrow,
    jobId: base.jobId,
    taskId: base.taskId,
    nodeId: base.nodeId,
    mode: quote.mode,
    modelId: quote.modelId,
    sealingKey: quote.sealingKey,
    maxOutputTokens: quote.maxOutputTokens,
    deadline: base.deadline,
  }
  const { envelope, opener } = sealRequest(
    context,
    encodeRequestPayload({
      messages: [{ speaker: 'user', content: prompt }],
      maxOutputTokens: quote.maxOutputTokens,
      raceSalt,
      temperatureMilli,
    }),
  )
  const seed = raceSeedOf(context, raceSalt)
  const rules = { seed, leafKey: leafKeyOf(raceSalt, base.taskId), temperatureMilli }
  const sealed = { ...base, envelope: fields.envelope ?? envelope }
  return { request: await signRequest(escrow, job, sealed), opener, rules }
}

/** Returns a request signed anew by the job's session key. */
export async function signRequest(
  { context }: { readonly context: ChainContext },
  { sessionKey }: FundedJob,
  request: Omit<TaskRequest, 'signature'>,
): Promise<TaskRequest> {
  const { jobId, taskId, nodeId, index, deadline, quote, envelope } = request
  const data = taskRequestTypedData(context, {
    jobId,
    taskId,
    nodeId,
    index,
    quoteId: quote.quote.quoteId,
    envelopeHash: keccak256Hex(envelope),
    deadline,
  })
  return { ...request, signature: await signTypedData(sessionKey.privateKey, data) }
}

/** Returns a voucher of a job for the provider. */
export async function aVoucherOf(
  { escrow }: { readonly escrow: { readonly context: ChainContext } },
  job: FundedJob,
  total: bigint,
  changes: Partial<Voucher> & { readonly signedBy?: SessionKey } = {},
): Promise<SignedVoucher> {
  const { signedBy = job.sessionKey, ...fields } = changes
  const { jobId, nodeId, index } = job
  const voucher = { jobId, nodeId, index, total, ...fields }
  const data = voucherTypedData(escrow.context, voucher)
  return { voucher, signature: await signTypedData(signedBy.privateKey, data) }
}

/** Returns a request for the Done of a job, signed by its session key. */
export async function aDoneRequestOf(
  { escrow }: { readonly escrow: { readonly context: ChainContext } },
  job: FundedJob,
  changes: { readonly signedBy?: SessionKey; readonly nodeId?: NodeId } = {},
): Promise<DoneRequest> {
  const { jobId, index, sessionKey } = job
  const { signedBy = sessionKey, nodeId = job.nodeId } = changes
  const data = doneRequestTypedData(escrow.context, { jobId, nodeId })
  const signature = await signTypedData(signedBy.privateKey, data)
  return { type: 'done', jobId, sessionKey: sessionKey.address, index, signature }
}
