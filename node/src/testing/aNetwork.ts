/** Real chain, real libp2p hosts and DHT, real providers and sealing, scripted answers; all in this process. */

import type { Chain } from '#chain/chain.ts'
import { mintTestDollars } from '#chain/mintTestDollars.ts'
import { registerNode } from '#chain/registerNode.ts'
import { signTypedData } from '#chain/signTypedData.ts'
import { stakeWithPermit } from '#chain/stakeWithPermit.ts'
import { connectChain as connectRequester } from '#client/connectChain.ts'
import { connectTransport } from '#client/connectTransport.ts'
import { type Client, type ClientLimits, createClient } from '#client/createClient.ts'
import type { NodeId } from '#protocol/ids.ts'
import type { Role } from '#protocol/role.ts'
import { connectChain as connectProvider } from '#provider/connectChain.ts'
import { createProvider } from '#provider/createProvider.ts'
import { keepAnnounced } from '#provider/keepAnnounced.ts'
import { openStore } from '#store/openStore.ts'
import { createLogger } from '#telemetry/createLogger.ts'
import { createMetrics } from '#telemetry/metrics.ts'
import { announceRecord } from '#transport/discovery/announceRecord.ts'
import { findRecord } from '#transport/discovery/findRecord.ts'
import type { Host } from '#transport/host.ts'
import { createPeerKey, peerIdOf } from '#transport/peerKey.ts'
import { serveQuotes } from '#transport/protocols/serveQuotes.ts'
import { serveReceipts } from '#transport/protocols/serveReceipts.ts'
import { serveTasks } from '#transport/protocols/serveTasks.ts'
import { anOffer, DOLLAR } from './chainFixtures.ts'
import { createFakeRuntime, type FakeRuntimeOptions } from './fakeRuntime.ts'
import { aHost } from './hosts.ts'
import type { LocalAccount } from './localChain.ts'
import { type LocalWitan, startLocalWitan } from './localWitan.ts'

export type NetworkNode = {
  readonly nodeId: NodeId
  /** Vanishes as a killed process does: sockets closed, nothing settled. */
  readonly kill: () => Promise<void>
}

export type Network = AsyncDisposable & {
  readonly witan: LocalWitan
  readonly requester: Chain
  readonly client: Client
  readonly nodes: readonly NetworkNode[]
}

export type NetworkNodeOptions = {
  readonly role: Role
  /** Micro-dollars per 1,000 output tokens. */
  readonly price?: bigint
  readonly runtime?: FakeRuntimeOptions
}

/** Returns a network of these nodes, and a client whose requester holds 100 test dollars. */
export async function aNetwork(
  nodes: readonly NetworkNodeOptions[],
  limits: Partial<ClientLimits> = {},
): Promise<Network> {
  await using parts = new AsyncDisposableStack()
  const witan = parts.use(await startLocalWitan())
  const [, account, ...operators] = witan.localChain.accounts
  const requester = await witan.connect(account)
  await mintTestDollars(requester, { amount: 100n * DOLLAR })
  const { chainId, registry } = requester.context
  const running: NetworkNode[] = []
  const bootstrap: string[] = []
  const newHost = async (dht: 'server' | 'client', peerKey: Uint8Array): Promise<Host> =>
    parts.use(await aHost({ dht, peerKey, bootstrap: [...bootstrap], chainId, registry }))
  for (const [i, options] of nodes.entries()) {
    const peerKey = await createPeerKey()
    const host = await newHost('server', peerKey)
    if (i === 0) bootstrap.push(...host.addresses())
    const operator = operators[i]!
    running.push(await startNode({ witan, operator, host, peerKey, parts, options }))
  }
  const host = await newHost('client', await createPeerKey())
  for (const { nodeId } of running) await untilFound(host, nodeId)
  const client = await createClient({
    chain: connectRequester(requester),
    transport: connectTransport(host, {
      findRecord: (nodeId, waiting) => findRecord(host, nodeId, waiting),
    }),
    random: () => 0.99,
    limits,
  })
  const all = parts.move()
  return {
    witan,
    requester,
    client,
    nodes: running,
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

/** A record takes a moment to reach those who store it. */
async function untilFound(host: Host, nodeId: NodeId): Promise<void> {
  const signal = AbortSignal.timeout(240_000)
  while (!(await findRecord(host, nodeId, { signal }))) signal.throwIfAborted()
}

async function startNode(setting: {
  readonly witan: LocalWitan
  readonly operator: LocalAccount
  readonly host: Host
  readonly peerKey: Uint8Array
  readonly parts: AsyncDisposableStack
  readonly options: NetworkNodeOptions
}): Promise<NetworkNode> {
  const { witan, operator, host, peerKey, parts, options } = setting
  const { role, price = 20_000n } = options
  const chain = await witan.connect(operator)
  await mintTestDollars(chain, { amount: 100n * DOLLAR })
  const runtime = createFakeRuntime(options.runtime)
  await runtime.ready()
  const model = runtime.models().find((known) => known.role === role)!
  const prices = { pricePer1kInputBytes: 1_000n, pricePer1kOutputTokens: price }
  const { nodeId } = await registerNode(chain, {
    signer: operator.address,
    peerId: peerIdOf(peerKey),
    offers: [anOffer({ modelId: model.modelId, role, ...prices })],
  })
  await stakeWithPermit(chain, { nodeId, amount: 80n * DOLLAR })
  const identity = {
    nodeId,
    signer: operator.address,
    sign: (data: Parameters<typeof signTypedData>[1]) => signTypedData(operator.privateKey, data),
  }
  const store = openStore(':memory:')
  const logger = createLogger({ level: 'silent' })
  const metrics = createMetrics()
  const provider = createProvider({
    identity,
    chain: connectProvider(chain),
    store,
    runtime,
    offers: [{ role, model: 'shipped', ...prices }],
    policy: {
      maxFeePercent: 5,
      beforeDeadlineSeconds: 60,
      tokenPerEth: 3_000_000_000n,
      intervalMs: 50,
    },
    logger,
    metrics,
  })
  await serveQuotes(host, provider.quote)
  await serveTasks(host, provider.task)
  await serveReceipts(host, provider.receipt)
  const closing = new AbortController()
  const announcing = keepAnnounced({
    identity,
    context: chain.context,
    peerId: host.peerId,
    addresses: host.addresses,
    sealingKey: runtime.sealingKey,
    announce: (record) => announceRecord(host, record),
    logger,
    metrics,
    now: () => Math.floor(Date.now() / 1000),
    signal: closing.signal,
    checkMs: 50,
  })
  provider.start()
  const kill = async () => {
    closing.abort()
    await announcing
    await host.close()
    await runtime.close()
  }
  parts.defer(async () => {
    await kill()
    await provider.stop({ drainMs: 100 })
    store.close()
  })
  return { nodeId, kill }
}
