import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, afterEach, before, describe, it } from 'node:test'
import { isWitanError } from '#protocol/errors.ts'
import type { LocalAccount } from '#testing/localChain.ts'
import { type LocalWitan, startLocalWitan } from '#testing/localWitan.ts'
import type { Chain } from './chain.ts'
import { createChain } from './createChain.ts'
import { createSessionKey } from './createSessionKey.ts'
import { mintTestDollars } from './mintTestDollars.ts'
import { readTokenBalance } from './readTokenBalance.ts'

type Request = { readonly id: number; readonly method: string }
type Answer = { readonly id: number; result?: unknown }

/** What the network does to one exchange: nothing, or what a test asks for. */
type Trouble = (requests: readonly Request[], answers: Answer[]) => 'lost' | 'down' | undefined

describe('a bad network', () => {
  let witan: LocalWitan
  let account: LocalAccount
  let chain: Chain
  let proxy: Server
  let trouble: Trouble

  before(async () => {
    witan = await startLocalWitan()
    account = witan.localChain.accounts[1]!
    trouble = () => undefined
    proxy = createServer(async (request, response) => {
      const { requests, answers } = await forward(request)
      const what = trouble(requests, answers)
      if (what === 'lost') return request.socket.destroy()
      if (what === 'down') return response.writeHead(503).end()
      return response.end(JSON.stringify(answers))
    }).listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    chain = await createChain({
      rpcUrl: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
      deployment: witan.deployment,
      privateKey: account.privateKey,
    })
  })
  after(async () => {
    proxy.close()
    proxy.closeAllConnections()
    await witan.stop()
  })
  afterEach(() => {
    trouble = () => undefined
  })

  it('sends once when the answer to the sending is lost', async () => {
    let lost = 0
    trouble = (requests) => {
      if (lost > 0 || !has(requests, 'eth_sendRawTransaction')) return undefined
      lost++
      return 'lost'
    }
    const to = createSessionKey().address

    await mintTestDollars(chain, { amount: 7n, to })

    assert.equal(lost, 1)
    assert.equal(await readTokenBalance(chain, to), 7n)
  })

  it('takes another nonce when the first one was used by another program', async () => {
    let stale = 0
    trouble = (requests, answers) => {
      for (const { id, method } of requests) {
        if (method !== 'eth_getTransactionCount' || stale > 0) continue
        answers.find((answer) => answer.id === id)!.result = '0x0'
        stale++
      }
      return undefined
    }
    const to = createSessionKey().address

    await mintTestDollars(chain, { amount: 7n, to })

    assert.equal(stale, 1)
    assert.equal(await readTokenBalance(chain, to), 7n)
  })

  it('names the transaction when the chain goes away before the receipt', async () => {
    let sent = false
    trouble = (requests) => {
      if (sent) return 'down'
      sent = has(requests, 'eth_sendRawTransaction')
      return undefined
    }
    await assert.rejects(mintTestDollars(chain, { amount: 7n, timeoutMs: 200 }), (error) => {
      assert.ok(isWitanError(error, 'TRANSACTION_TIMEOUT'), `${error}`)
      assert.match(`${error.meta['txHash']}`, /^0x[0-9a-f]{64}$/)
      assert.equal(error.retryable, false)
      return true
    })
  })

  it('says CHAIN_UNREACHABLE, to be tried again, when a read finds nobody', async () => {
    trouble = () => 'down'
    await assert.rejects(
      readTokenBalance(chain, account.address),
      (error) =>
        isWitanError(error, 'CHAIN_UNREACHABLE') &&
        error.retryable &&
        /HTTP 503/.test(error.message),
    )
  })

  async function forward(request: IncomingMessage) {
    const body = await text(request)
    const response = await fetch(witan.localChain.rpcUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    // Ours always ask in lists.
    const [requests, answers] = [JSON.parse(body) as Request[], await response.json()]
    return { requests, answers: answers as Answer[] }
  }
})

function has(requests: readonly Request[], method: string): boolean {
  return requests.some((request) => request.method === method)
}
