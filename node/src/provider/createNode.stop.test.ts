import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import { createChain } from '#chain/createChain.ts'
import { createSessionKey } from '#chain/createSessionKey.ts'
import { signTypedData } from '#chain/signTypedData.ts'
import { loadConfig } from '#config/loadConfig.ts'
import type { Config } from '#config/schema.ts'
import { parseJobId, parseNodeId } from '#protocol/ids.ts'
import { openStore } from '#store/openStore.ts'
import { createLogger } from '#telemetry/createLogger.ts'
import { DOLLAR, signVoucher } from '#testing/chainFixtures.ts'
import { startLocalWitan } from '#testing/localWitan.ts'
import { randomModelFile } from '#testing/randomModelFile.ts'
import { createPeerKey } from '#transport/peerKey.ts'
import { createNode } from './createNode.ts'

const NODE_ID = parseNodeId(1)

describe('createNode stop', () => {
  it('ends although the chain answers no more, names the part that it left, and frees the database', async () => {
    await using witan = await startLocalWitan()
    await using network = await aNetworkTo(witan.localChain.rpcUrl)
    const folder = mkdtempSync(join(tmpdir(), 'witan-stop-'))
    const signer = witan.localChain.accounts[3]!
    const chain = await createChain({
      rpcUrl: network.url,
      deployment: witan.deployment,
      privateKey: signer.privateKey,
    })
    // what the last settlement has to tell the chain
    const sessionKey = createSessionKey()
    const jobId = parseJobId(`0x${'12'.repeat(20)}`)
    const voucher = { jobId, nodeId: NODE_ID, index: 0, total: 5n }
    {
      using store = openStore(join(folder, 'node.db'))
      const terms = { index: 0, cap: DOLLAR, claimed: 0n, baseCost: 0n, endsAt: 4_000_000_000 }
      store.jobs.put({ jobId, sessionKey: sessionKey.address, ...terms })
      store.vouchers.put(await signVoucher(chain, sessionKey.privateKey, voucher))
    }
    const lines: Record<string, unknown>[] = []
    const node = await createNode(aConfig(network.url, folder), {
      identity: {
        nodeId: NODE_ID,
        signer: signer.address,
        sign: (data) => signTypedData(signer.privateKey, data),
      },
      chain,
      peerKey: await createPeerKey(),
      models: [randomModelFile(folder, { role: 'writing' })],
      verifyRecord: async () => true,
      logger: createLogger({
        level: 'warn',
        destination: { write: (line) => void lines.push(JSON.parse(line)) },
      }),
      providerStopMs: 200,
    })

    network.fallSilent()
    await node.stop()

    const left = lines.filter(({ msg }) => msg === 'part did not end in time and is left')
    assert.deepEqual(
      left.map(({ part, limitMs }) => [part, limitMs]),
      [['provider', 200]],
    )
    openStore(join(folder, 'node.db')).close()
    rmSync(folder, { recursive: true })
  })
})

function aConfig(rpcUrl: string, dataDir: string): Config {
  const { config } = loadConfig({
    env: {},
    flags: { chain: { rpcUrl }, dataDir, listen: ['/ip4/127.0.0.1/tcp/0/ws'], healthPort: 0 },
  })
  return config
}

/** A way to a chain that answers, until it falls silent: requests are taken and never answered. */
async function aNetworkTo(rpcUrl: string) {
  let silent = false
  const server = createServer(async (request, response) => {
    const body = await text(request)
    if (silent) return
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(rpcUrl, { method: 'POST', headers, body })
    response.writeHead(answer.status, headers).end(await answer.text())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fallSilent: () => {
      silent = true
    },
    [Symbol.asyncDispose]: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
