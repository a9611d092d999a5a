import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Chain } from '#chain/chain.ts'
import { createSessionKey, type SessionKey } from '#chain/createSessionKey.ts'
import { depositAndFund } from '#chain/depositAndFund.ts'
import { mintTestDollars } from '#chain/mintTestDollars.ts'
import { readAllocation } from '#chain/readAllocation.ts'
import { registerNode } from '#chain/registerNode.ts'
import { signTypedData } from '#chain/signTypedData.ts'
import { stakeWithPermit } from '#chain/stakeWithPermit.ts'
import { loadConfig } from '#config/loadConfig.ts'
import type { Config } from '#config/schema.ts'
import { isWitanError } from '#protocol/errors.ts'
import { decodeFrame, decodeFrameText } from '#protocol/frame.ts'
import { type NodeId, parseModelId } from '#protocol/ids.ts'
import { costOf } from '#protocol/price.ts'
import type { DoneRequest } from '#protocol/receiptMessages.ts'
import { sodiumReady } from '#sealing/sodium.ts'
import { openStore } from '#store/openStore.ts'
import { createLogger } from '#telemetry/createLogger.ts'
import type { LiveReport } from '#telemetry/liveReport.ts'
import { anOffer, DOLLAR, signVoucher, someTerms } from '#testing/chainFixtures.ts'
import { aHost } from '#testing/hosts.ts'
import { type LocalWitan, startLocalWitan } from '#testing/localWitan.ts'
import { aDoneRequestOf, aMathRequest, aTaskOf, type FundedJob } from '#testing/providerBench.ts'
import { createPeerKey, peerIdOf } from '#transport/peerKey.ts'
import { fetchQuote } from '#transport/protocols/fetchQuote.ts'
import { fetchReceipt } from '#transport/protocols/fetchReceipt.ts'
import { openTaskStream } from '#transport/protocols/openTaskStream.ts'
import { createNode, type NodeDependencies } from './createNode.ts'

const EXPERTS = join(import.meta.dirname, '../../experts')
const folder = mkdtempSync(join(tmpdir(), 'witan-node-'))

describe('createNode', () => {
  let witan: LocalWitan
  let requester: Chain
  let nodeId: NodeId
  let deps: NodeDependencies

  before(async () => {
    await sodiumReady()
    witan = await startLocalWitan()
    const [, one, two, signer] = witan.localChain.accounts
    requester = await witan.connect(one)
    const operator = await witan.connect(two)
    await mintTestDollars(requester, { amount: 100n * DOLLAR })
    await mintTestDollars(operator, { amount: 100n * DOLLAR })
    const peerKey = await createPeerKey()
    const model = mathExpert()
    nodeId = (
      await registerNode(operator, {
        signer: signer!.address,
        peerId: peerIdOf(peerKey),
        offers: [anOffer({ modelId: model.modelId })],
      })
    ).nodeId
    await stakeWithPermit(operator, { nodeId, amount: 50n * DOLLAR })
    deps = {
      identity: {
        nodeId,
        signer: signer!.address,
        sign: (data) => signTypedData(signer!.privateKey, data),
      },
      chain: await witan.connect(signer),
      peerKey,
      models: [model],
      verifyRecord: async () => true,
      logger: createLogger({ level: 'silent' }),
    }
  })
  after(async () => {
    await witan.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  function aConfig(name: string, healthPort = 0): Config {
    const { config } = loadConfig({
      env: {},
      flags: {
        chain: { rpcUrl: witan.localChain.rpcUrl },
        dataDir: join(folder, name),
        listen: ['/ip4/127.0.0.1/tcp/0/ws'],
        healthPort,
        offers: [
          {
            role: 'math',
            model: 'shipped',
            pricePer1kInputBytes: '0.01',
            pricePer1kOutputTokens: '0.1',
          },
        ],
      },
    })
    return config
  }

  async function aJob(): Promise<FundedJob> {
    const sessionKey: SessionKey = createSessionKey()
    const terms = await someTerms(witan, {
      requester: requester.account!,
      sessionKey: sessionKey.address,
      allocations: [{ nodeId, cap: DOLLAR }],
    })
    const { jobId } = await depositAndFund(requester, { amount: DOLLAR, terms })
    return { jobId, sessionKey, nodeId, index: 0 }
  }

  const claimedOf = async ({ jobId, sessionKey, index }: FundedJob) =>
    (await readAllocation(requester, { jobId, sessionKey: sessionKey.address, index }))?.claimed

  it('serves a paid, sealed task over libp2p and settles it on the chain', async () => {
    await using node = await createNode(aConfig('serve'), deps)
    await using host = await aHost()
    const quote = await fetchQuote(host, node.addresses(), aMathRequest())
    const job = await aJob()
    const prompt = 'what is 482 + 39'
    const { request, opener } = await aTaskOf({ escrow: requester }, job, quote, { prompt })

    const stream = await openTaskStream(host, node.addresses())
    await stream.send({ type: 'task', request })
    const answer: Uint8Array[] = []
    let amount = 0n
    for await (const message of stream.messages) {
      assert.notEqual(message.type, 'error')
      if (message.type === 'frame') {
        const frame = decodeFrame(opener.open(message.sealed).frame)
        if (frame.kind === 'answer') answer.push(frame.text)
      }
      if (message.type !== 'receipt') continue
      amount = message.receipt.receipt.amount
      assert.equal(amount, costOf(quote.quote, message.receipt.receipt))
      const voucher = { jobId: job.jobId, nodeId, index: 0, total: amount }
      const signed = await signVoucher(requester, job.sessionKey.privateKey, voucher)
      await stream.send({ type: 'voucher', voucher: signed })
      await stream.close()
    }
    assert.match(decodeFrameText(Buffer.concat(answer)), /521/)

    const done = await askDone(
      host,
      node.addresses(),
      await aDoneRequestOf({ escrow: requester }, job),
    )
    assert.equal(done.done.total, amount)
    assert.equal(await claimedOf(job), amount)
    const health = await fetch(`${node.healthUrl}/health`)
    const report = (await health.json()) as { tasks: unknown; settled: string }
    assert.deepEqual(report.tasks, { running: 0, finished: 1, failed: 0 })
    assert.equal(report.settled, String(amount))

    const live = await askLive(node.healthUrl, join(folder, 'serve'))
    assert.ok(live.outputTokens > 0 && live.memory.mainBytes > 0)
    assert.deepEqual([live.accepting, live.paused, live.jobs], [true, false, []])
    assert.ok(live.log.some(({ message }) => message === 'task finished'))
    assert.ok(!JSON.stringify(live).includes(prompt.slice(0, 7)))
  })

  it('is paused and resumed by whoever holds the token of its data folder', async () => {
    const dataDir = join(folder, 'paused')
    await using host = await aHost()
    await using node = await createNode(aConfig('paused'), deps)
    assert.equal(statSync(join(dataDir, 'api.token')).mode & 0o777, 0o600)
    const quote = () => fetchQuote(host, node.addresses(), aMathRequest())

    assert.equal((await askLive(node.healthUrl, dataDir, '/pause')).paused, true)
    await assert.rejects(quote(), (error) => isWitanError(error, 'NODE_BUSY'))
    assert.equal((await fetch(`${node.healthUrl}/health`)).status, 503)
    assert.equal((await askLive(node.healthUrl, dataDir, '/resume')).accepting, true)
    await quote()

    await node.stop()
    assert.ok(!existsSync(join(dataDir, 'api.token')))
  })

  it('settles after a start what it held unsettled when it was killed', async () => {
    const job = await aJob()
    const config = aConfig('killed')
    const voucher = { jobId: job.jobId, nodeId, index: 0, total: 123_456n }
    {
      using store = openStore(join(config.dataDir, 'node.db'))
      store.jobs.put({
        jobId: job.jobId,
        sessionKey: job.sessionKey.address,
        index: 0,
        cap: DOLLAR,
        claimed: 0n,
        baseCost: 0n,
        endsAt: 4_000_000_000,
      })
      store.vouchers.put(await signVoucher(requester, job.sessionKey.privateKey, voucher))
    }
    const node = await createNode(config, deps)
    await node.stop()
    assert.equal(await claimedOf(job), 123_456n)
  })

  it('refuses a data folder that another node holds, and a port that is taken, and leaves nothing open', async () => {
    const node = await createNode(aConfig('errors'), deps)
    await assert.rejects(createNode(aConfig('errors'), deps), (error) =>
      isWitanError(error, 'STORE_LOCKED'),
    )
    const taken = aConfig('taken', Number(new URL(node.healthUrl).port))
    await assert.rejects(createNode(taken, deps), (error) => isWitanError(error, 'PORT_IN_USE'))
    openStore(join(taken.dataDir, 'node.db')).close()
    await node.stop()
    openStore(join(folder, 'errors', 'node.db')).close()
  })

  it('refuses a model file whose hash differs, and leaves nothing open', async () => {
    const [model] = deps.models
    const models = [{ ...model!, sha256: `0x${'00'.repeat(32)}` as const }]
    const config = aConfig('model')
    await assert.rejects(createNode(config, { ...deps, models }), (error) =>
      isWitanError(error, 'MODEL_HASH_MISMATCH'),
    )
    openStore(join(config.dataDir, 'node.db')).close()
  })
})

async function askLive(healthUrl: string, dataDir: string, path = '/live'): Promise<LiveReport> {
  const token = readFileSync(join(dataDir, 'api.token'), 'utf8').trim()
  const response = await fetch(`${healthUrl}${path}`, {
    method: path === '/live' ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}` },
  })
  assert.equal(response.status, 200)
  return (await response.json()) as LiveReport
}

async function askDone(
  host: Parameters<typeof fetchReceipt>[0],
  addresses: readonly string[],
  request: DoneRequest,
) {
  for (;;) {
    try {
      const answer = await fetchReceipt(host, addresses, request)
      if (answer.type === 'done') return answer.done
    } catch (error) {
      if (!isWitanError(error, 'NOT_SETTLED')) throw error
    }
  }
}

function mathExpert() {
  const manifest = JSON.parse(readFileSync(join(EXPERTS, 'manifest.json'), 'utf8')) as {
    role: string
    name: string
    file: string
    sha256: `0x${string}`
    modelId: string
  }[]
  const { name, file, sha256, modelId } = manifest.find(({ role }) => role === 'math')!
  const path = join(EXPERTS, file)
  return { role: 'math' as const, name, path, sha256, modelId: parseModelId(modelId) }
}
