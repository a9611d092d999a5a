/** A node on a local chain whose answers are judged with a model in miniature: long answers cost nothing. */

import type { Chain } from '#chain/chain.ts'
import { joinVerifiers } from '#chain/joinVerifiers.ts'
import { mintTestDollars } from '#chain/mintTestDollars.ts'
import { signTypedData } from '#chain/signTypedData.ts'
import { toHex } from '#protocol/bytes.ts'
import { keccak256, keccak256Hex } from '#protocol/hash.ts'
import { type JobId, type NodeId, parseHash, parseTaskId } from '#protocol/ids.ts'
import { type Candidate, raceSeedOf, raceWinner, seedCommitOf } from '#protocol/race.ts'
import { encodeRaceLeaf, leafHashOf, leafKeyOf, leafSaltOf } from '#protocol/raceLeaf.ts'
import { raceRootOf } from '#protocol/raceTranscript.ts'
import { encodeRequestPayload, inputBytesOf } from '#protocol/requestPayload.ts'
import { quoteTypedData, receiptTypedData } from '#protocol/typedData.ts'
import type { Engine } from '#runtime/engine.ts'
import { createSealingKeyPair } from '#sealing/sealingKeyPair.ts'
import { sealRequest } from '#sealing/sealRequest.ts'
import { sodiumReady } from '#sealing/sodium.ts'
import { openStore } from '#store/openStore.ts'
import { createLogger } from '#telemetry/createLogger.ts'
import { aSealingContext } from '#testing/aSealingContext.ts'
import { aNode, DOLLAR } from '#testing/chainFixtures.ts'
import type { LocalAccount } from '#testing/localChain.ts'
import { type LocalWitan, startLocalWitan } from '#testing/localWitan.ts'
import { aQuote, aReceipt } from '#testing/messages.ts'
import type { Evidence } from '#verification/evidence.ts'
import { createPromptSource } from '#verifier/createPromptSource.ts'
import type { Verifier } from '#verifier/verifier.ts'

/** What a model says at a position. */
export type Model = (position: number) => readonly Candidate[]

export type JudgeBench = AsyncDisposable & {
  readonly witan: LocalWitan
  /** A verifier with the promised model; nothing is bought until a test says what. */
  readonly verifier: Verifier
  readonly nodeId: NodeId
  /** Returns a whole probe of the node; `choose` may take another token than the winner. */
  readonly answer: (
    model: Model,
    tokens: number,
    choose?: (position: number, winner: number) => number,
    jobId?: JobId,
  ) => Promise<Evidence>
}

const TEMPERATURE_MILLI = 1000
const LIMITS = { suspect: { margin: 0.003, gap: 0.03 }, fault: { margin: 0.006, gap: 0.06 } }

/** Returns a model in miniature; others have other weights, which say something else at every position. */
export function aModel(weights: number): Model {
  return (position) => {
    const hash = keccak256(Uint8Array.of(weights, position >> 8, position & 255))
    const gaps = [0, ...Array.from(hash.subarray(0, 15), (byte) => 16 + byte)]
    return gaps.sort((a, b) => a - b).map((gap, id) => ({ id, gap }))
  }
}

export const PROMISED = aModel(0)

/** Returns a bench on a chain of its own. */
export async function aJudgeBench(): Promise<JudgeBench> {
  await sodiumReady()
  const witan = await startLocalWitan()
  const { accounts } = witan.localChain
  const operator = await aStaker(witan, accounts[2]!)
  const signer = accounts[3]!
  const nodeId = await aNode(operator, { signer: signer.address, stake: 100n * DOLLAR })
  const chain = await aStaker(witan, accounts[4]!)
  const verifierId = await aNode(chain, { signer: accounts[5]!.address, stake: 100n * DOLLAR })
  await joinVerifiers(chain, { verifierId })
  const store = openStore(':memory:')
  const stop = async () => {
    store.close()
    await witan.stop()
  }
  return {
    witan,
    nodeId,
    verifier: { ...aVerifierOf(chain, verifierId), records: store.records },
    answer: (model, tokens, choose = (_, winner) => winner, ofJob) =>
      anAnswer(chain, { signer, nodeId, model, tokens, choose, ofJob }),
    [Symbol.asyncDispose]: stop,
  }
}

async function aStaker(witan: LocalWitan, account: LocalAccount): Promise<Chain> {
  const chain = await witan.connect(account)
  await mintTestDollars(chain, { amount: 200n * DOLLAR })
  return chain
}

function aVerifierOf(chain: Chain, verifierId: NodeId): Omit<Verifier, 'records'> {
  const never = async () => {
    throw new Error('Nobody asks for this here.')
  }
  return {
    verifierId,
    chain,
    prompts: createPromptSource(),
    settings: {
      probes: 8,
      maxBudget: DOLLAR / 10n,
      coinsWei: 10n ** 15n,
      horizon: 1,
      decoys: 0,
      outsideFloat: false,
    },
    drandRelays: [],
    buy: never,
    buyDecoy: never,
    deposit: never,
    seenLives: async () => [],
    release: async () => undefined,
    prove: never,
    receiptIn: async () => undefined,
    engineOf: async (modelId) => anEngine(modelId),
    thresholdsOf: async () => ({ perTokens: [{ tokens: 8, ...LIMITS }] }),
    sequentialOf: async () => undefined,
    evidence: { put: async () => keccak256Hex(Uint8Array.of(1)), get: never },
    random: Math.random,
    waitUntil: async () => undefined,
    pause: async () => undefined,
    logger: createLogger({ level: 'silent' }),
    tell: () => undefined,
  }
}

function anEngine(modelId: Engine['models'][number]['modelId']): Engine {
  const framing = 'chatTemplate'
  return {
    models: [{ modelId, role: 'math', name: 'miniature', contextTokens: 8192, framing }],
    async *generate() {},
    replay: async ({ positions }) =>
      positions.map((position) => ({ position, candidates: PROMISED(position) })),
  }
}

type Answer = {
  readonly signer: LocalAccount
  readonly nodeId: NodeId
  readonly model: Model
  readonly tokens: number
  readonly choose: (position: number, winner: number) => number
  readonly ofJob: JobId | undefined
}

async function anAnswer(
  chain: Chain,
  { signer, nodeId, model, tokens, choose, ofJob }: Answer,
): Promise<Evidence> {
  const { publicKey } = createSealingKeyPair()
  const { chainId, escrow } = chain.context
  const maxOutputTokens = tokens
  const context = aSealingContext({
    chainId,
    escrow,
    nodeId,
    sealingKey: publicKey,
    maxOutputTokens,
    // each answer is a task of its own
    taskId: parseTaskId(toHex(crypto.getRandomValues(new Uint8Array(32)))),
    ...(ofJob && { jobId: ofJob }),
  })
  const { jobId, taskId, mode, modelId, deadline } = context
  const raceSalt = crypto.getRandomValues(new Uint8Array(32))
  const messages = [{ speaker: 'user' as const, content: 'tell me a long story' }]
  const payload = { messages, maxOutputTokens, raceSalt, temperatureMilli: TEMPERATURE_MILLI }
  const sealed = sealRequest(context, encodeRequestPayload(payload), { keepKey: true })
  const seed = raceSeedOf(context, raceSalt)
  const leafKey = leafKeyOf(raceSalt, taskId)
  const leaves = Array.from({ length: tokens }, (_, position) => {
    const candidates = model(position)
    const winner = raceWinner(seed, position, candidates, TEMPERATURE_MILLI).id
    return encodeRaceLeaf({ position, token: choose(position, winner), candidates })
  })
  const root = raceRootOf(leaves.map((leaf, i) => leafHashOf(leafSaltOf(leafKey, i), leaf)))
  const { quote } = aQuote({ nodeId, mode, modelId, sealingKey: publicKey, maxOutputTokens })
  const { receipt } = aReceipt({
    ...{ jobId, taskId, nodeId, mode, modelId, maxOutputTokens },
    quoteId: quote.quoteId,
    role: 'math',
    finishReason: 'length',
    inputBytes: inputBytesOf(payload),
    outputTokens: tokens,
    requestHash: parseHash(keccak256Hex(sealed.envelope)),
    transcriptRoot: parseHash(root),
    seedCommit: parseHash(seedCommitOf(seed)),
    temperatureMilli: TEMPERATURE_MILLI,
  })
  const sign = (typed: Parameters<typeof signTypedData>[1]) =>
    signTypedData(signer.privateKey, typed)
  return {
    version: 1,
    kind: 'replay',
    receipt: { receipt, signature: await sign(receiptTypedData(chain.context, receipt)) },
    other: [],
    quote: [{ quote, signature: await sign(quoteTypedData(chain.context, quote)) }],
    seed,
    leaves: [],
    probe: [{ envelope: sealed.envelope, requestKey: sealed.requestKey!, deadline, leaves }],
  }
}
