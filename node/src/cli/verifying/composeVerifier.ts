/** Puts a verifier together: chain, host, database, engines and the client that buys. What `witan verify` runs, and tests in their own process. */

import { chmod, mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { addressOf } from '#chain/addressOf.ts'
import type { Chain } from '#chain/chain.ts'
import { deposit } from '#chain/deposit.ts'
import { readChainTime } from '#chain/readChainTime.ts'
import { readTransaction } from '#chain/readTransaction.ts'
import { signTypedData } from '#chain/signTypedData.ts'
import { createRecordVerifier } from '#client/createRecordVerifier.ts'
import { receiptInCall } from '#client/evidenceInCall.ts'
import { proveEvidence } from '#client/proveEvidence.ts'
import type { Config } from '#config/schema.ts'
import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import type { NodeId } from '#protocol/ids.ts'
import { parseRole, type Role } from '#protocol/role.ts'
import { keepAnnounced } from '#provider/keepAnnounced.ts'
import { createSealingKeyPair } from '#sealing/sealingKeyPair.ts'
import { sodiumReady } from '#sealing/sodium.ts'
import { readEvidenceFile } from '#store/evidenceFile.ts'
import { openStore, type Store } from '#store/openStore.ts'
import type { Logger } from '#telemetry/createLogger.ts'
import { createMetrics } from '#telemetry/metrics.ts'
import { createHost } from '#transport/createHost.ts'
import { announceRecord } from '#transport/discovery/announceRecord.ts'
import type { Host } from '#transport/host.ts'
import { serveEvidence } from '#transport/protocols/serveEvidence.ts'
import { createPromptSource } from '#verifier/createPromptSource.ts'
import type { Verifier, VerifierEvent, VerifierSettings } from '#verifier/verifier.ts'
import { openChain } from '../openChain.ts'
import { requireOwnNode } from '../ownNode.ts'
import { buyDecoy } from './buyDecoy.ts'
import { type BuyerOptions, buyProbe, emptyAccount } from './buyProbe.ts'
import { createEvidenceShelf } from './evidenceShelf.ts'
import { createEngines, createThresholds, readSequential } from './judgeTools.ts'
import { readLives } from './readLives.ts'

/** Secrets, votes and nodes under test; readable by its owner alone. */
const DATABASE_FILE = 'verifier.db'
/** Wordings of the operator's own: `{ "math": ["what is {n} + {n}", ...] }`. */
const PROMPTS_FILE = 'prompts.json'
/** Time between two looks at the chain's clock and at cases (ms). */
const LOOK_MS = 500

export const VERIFIER_DEFAULTS: VerifierSettings = {
  // more probes find more in an epoch, and cost more
  probes: 8,
  maxBudget: 200_000n,
  // a hundredth of a coin: some two million units of gas at five gwei
  coinsWei: 10n ** 16n,
  // a quarter of a year: who pays is seldom older
  horizon: 90,
  // whoever pays more often than that is never copied, and can be lied to
  decoys: 64,
  // a chain of one's own has nobody who looks where money comes from
  outsideFloat: false,
}

export type ComposeVerifierOptions = BuyerOptions & {
  /** Key of the verifier's signer; its account also pays. */
  readonly privateKey: Hex
  readonly peerKey: Uint8Array
  readonly logger: Logger
  readonly settings?: Partial<VerifierSettings>
  readonly tell?: (event: VerifierEvent) => void
  /** Replaces parts, as a test does that lets time pass. */
  readonly parts?: Partial<Pick<Verifier, 'waitUntil' | 'pause' | 'buy' | 'random' | 'prompts'>>
}

export type ComposedVerifier = AsyncDisposable & {
  readonly verifier: Verifier
  readonly verifierId: NodeId
  readonly host: Host
}

/**
 * Returns a verifier that is known to the network and hands its evidence out.
 *
 * @throws {WitanError} CONFIG_INVALID when no node has the signer; INPUT_INVALID for a malformed file of prompts; and as
 * openChain, createHost and openStore.
 */
export async function composeVerifier(
  config: Config,
  options: ComposeVerifierOptions,
): Promise<ComposedVerifier> {
  const { privateKey, peerKey, logger, tell = () => undefined, parts } = options
  await using stack = new AsyncDisposableStack()
  await sodiumReady()
  const { dataDir } = config
  const chain = await openChain(config, privateKey)
  const account = addressOf(privateKey)
  const { nodeId } = await requireOwnNode(chain, account)
  const store = stack.use(await openPrivateStore(dataDir))
  const host = stack.adopt(await openHost(config, chain, peerKey), (open) => open.close())
  await serveEvidence(host, (hash) => readEvidenceFile(dataDir, hash))
  const closing = new AbortController()
  stack.defer(() => closing.abort())
  void announce(chain, host, { nodeId, privateKey, logger, signal: closing.signal })
  const verifier: Verifier = {
    verifierId: nodeId,
    chain,
    records: store.records,
    prompts: createPromptSource(await readPrompts(dataDir)),
    settings: { ...VERIFIER_DEFAULTS, ...options.settings },
    drandRelays: config.chain.drandRelays,
    buy: (order) => buyProbe(config, order, options),
    buyDecoy: (order) => buyDecoy(config, order, options),
    deposit: async (accountKey, amount) =>
      void (await deposit(await openChain(config, accountKey), { amount })),
    seenLives: () => readLives(chain, store.records),
    release: (accountKey, jobIds) =>
      emptyAccount(config, { accountKey, jobIds, to: account }, options),
    prove: async (fault, accountKey) =>
      void (await proveEvidence(await openChain(config, accountKey), fault)),
    receiptIn: async (txHash) => {
      const call = (await readTransaction(chain, txHash))?.call
      return call && receiptInCall(call)
    },
    engineOf: createEngines(dataDir),
    thresholdsOf: createThresholds(chain),
    sequentialOf: readSequential,
    evidence: createEvidenceShelf(dataDir, chain, host),
    random: Math.random,
    waitUntil: (time, signal) => waitForChain(chain, time, signal),
    pause: (signal) => sleep(LOOK_MS, undefined, { signal }),
    logger,
    tell,
    ...parts,
  }
  const open = stack.move()
  return {
    verifier,
    verifierId: nodeId,
    host,
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  }
}

async function openPrivateStore(dataDir: string): Promise<Store> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const path = join(dataDir, DATABASE_FILE)
  await (await open(path, 'a', 0o600)).close()
  await chmod(path, 0o600)
  return openStore(path)
}

async function openHost(config: Config, chain: Chain, peerKey: Uint8Array): Promise<Host> {
  const { chainId, registry } = chain.context
  return createHost({
    peerKey,
    listen: config.listen,
    announce: config.announce,
    bootstrap: config.bootstrap,
    dht: 'server',
    chainId,
    registry,
    verifyRecord: createRecordVerifier(chain),
  })
}

/** A verifier is found like a node; nobody seals to it, so its sealing key opens nothing. */
function announce(
  chain: Chain,
  host: Host,
  own: {
    readonly nodeId: NodeId
    readonly privateKey: Hex
    readonly logger: Logger
    readonly signal: AbortSignal
  },
): Promise<void> {
  const { nodeId, privateKey, logger, signal } = own
  const { publicKey } = createSealingKeyPair()
  return keepAnnounced({
    identity: {
      nodeId,
      signer: addressOf(privateKey),
      sign: (data) => signTypedData(privateKey, data),
    },
    context: chain.context,
    peerId: host.peerId,
    addresses: host.addresses,
    sealingKey: () => publicKey,
    announce: (record) => announceRecord(host, record, { signal }),
    logger,
    metrics: createMetrics(),
    now: () => Math.floor(Date.now() / 1000),
    signal,
  })
}

/** @throws {WitanError} INPUT_INVALID when the file is there and malformed. */
async function readPrompts(dataDir: string): Promise<Partial<Record<Role, readonly string[]>>> {
  const file = join(dataDir, PROMPTS_FILE)
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
  try {
    const entries = Object.entries(JSON.parse(text) as Record<string, unknown>)
    return Object.fromEntries(entries.map(([role, list]) => [parseRole(role), textsIn(list)]))
  } catch (cause) {
    throw new WitanError('INPUT_INVALID', `${file} does not name roles with lists of requests.`, {
      cause,
      meta: { file },
    })
  }
}

function textsIn(list: unknown): string[] {
  if (!Array.isArray(list) || list.some((text) => typeof text !== 'string' || text === '')) {
    throw new TypeError('no list of texts')
  }
  return list as string[]
}

/** A local chain's clock stands still between blocks, so the machine's own clock counts too. */
async function waitForChain(chain: Chain, time: number, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    const now = Math.max(await readChainTime(chain), Math.floor(Date.now() / 1000))
    if (now > time) return
    const left = Math.max(1, time - now) * 1000
    await sleep(Math.min(left, 60_000), undefined, { signal })
  }
}
