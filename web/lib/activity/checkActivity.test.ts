import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import { parseAddress } from '#protocol/ids.ts'
import type { Activity } from './activityStore.ts'
import { checkActivity } from './checkActivity.ts'

const hash = (byte: string) => `0x${byte.repeat(32)}` as const
const ME = parseAddress(`0x${'11'.repeat(20)}`)
const TO = `0x${'22'.repeat(20)}` as const

const SENT: Activity = {
  hash: hash('aa'),
  label: 'Deposit $2.00',
  from: ME,
  nonce: 7,
  to: TO,
  data: '0xabcd',
  fromBlock: 10,
  sentAt: 1_000,
  status: 'pending',
}
const TAKER = { hash: hash('bb'), from: ME, nonce: '0x7', to: TO, input: '0xabcd' }

const ADDRESS = { address: TO }
/** What the page's server offers: where the chain is, and what is on it. */
const SITE = {
  rpcUrl: 'http://127.0.0.1:8545',
  bootstrap: [],
  deployment: {
    chainId: 31337,
    contracts: {
      NodeRegistry: ADDRESS,
      NodeStaking: ADDRESS,
      JobEscrow: ADDRESS,
      ModelRegistry: ADDRESS,
      ProbeCourt: ADDRESS,
      VerifierBench: ADDRESS,
      ReputationLedger: ADDRESS,
    },
  },
}

/** A chain that holds one transaction at most, and answers over the page's fetch. */
type Chain = {
  receipt?: { readonly status: string; readonly blockNumber: string }
  known?: boolean
  used?: number
  /** Transactions of block 11. */
  block?: readonly object[]
}

describe('checkActivity', () => {
  const { fetch } = globalThis
  let chain: Chain
  beforeEach(() => {
    chain = {}
    globalThis.fetch = async (_url, init) => {
      if (init?.body === undefined) return Response.json(SITE)
      const { id, method, params } = JSON.parse(String(init.body))
      return Response.json({ jsonrpc: '2.0', id, result: answer(chain, method, params) })
    }
  })
  after(() => {
    globalThis.fetch = fetch
  })

  it('is lost when no chain knows it a minute later, and not before', async () => {
    assert.equal(await checkActivity(SENT, 1_059), SENT)
    assert.equal((await checkActivity(SENT, 1_060)).status, 'lost')
    chain = { known: true }
    assert.equal(await checkActivity(SENT, 9_000), SENT)
  })

  it('is lost when its number is used and nothing took its place, as on a chain that was started anew', async () => {
    chain = { used: 8, block: [] }
    assert.equal((await checkActivity(SENT, 1_001)).status, 'lost')
  })

  it('is replaced by the same call, cancelled by another, confirmed or failed by its receipt', async () => {
    chain = { used: 8, block: [TAKER] }
    const replaced = await checkActivity(SENT, 1_001)
    assert.deepEqual([replaced.status, replaced.replacedBy], ['replaced', TAKER.hash])
    chain = { used: 8, block: [{ ...TAKER, to: ME, input: '0x' }] }
    assert.equal((await checkActivity(SENT, 1_001)).status, 'cancelled')
    chain = { receipt: { status: '0x1', blockNumber: '0xb' } }
    const confirmed = await checkActivity(SENT, 1_001)
    assert.deepEqual([confirmed.status, confirmed.blockNumber], ['confirmed', 11])
    chain = { receipt: { status: '0x0', blockNumber: '0xb' } }
    assert.equal((await checkActivity(SENT, 1_001)).status, 'failed')
  })
})

function answer(
  { receipt, known, used = 7, block = [] }: Chain,
  method: string,
  [first]: readonly string[],
): unknown {
  switch (method) {
    case 'eth_getTransactionReceipt':
      return receipt ?? null
    case 'eth_getTransactionCount':
      return `0x${used.toString(16)}`
    case 'eth_getTransactionByHash':
      return known ? TAKER : null
    case 'eth_blockNumber':
      return '0xb'
    case 'eth_getBlockByNumber':
      return { number: first, transactions: first === '0xb' ? block : [] }
    default:
      throw new Error(`${method} was not expected.`)
  }
}
