import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type LocalChain, startLocalChain } from '#testing/localChain.ts'
import { createKeyProvider, type KeyProvider } from './createKeyProvider.ts'
import { recoverSigner } from './recoverSigner.ts'

const CHAIN_ID = 31337

describe('createKeyProvider', () => {
  let chain: LocalChain
  let provider: KeyProvider
  before(async () => {
    chain = await startLocalChain()
    const { privateKey } = chain.accounts[3]!
    provider = createKeyProvider({ rpcUrl: chain.rpcUrl, chainId: CHAIN_ID, privateKey })
  })
  after(() => chain.stop())

  it('has one account and one chain', async () => {
    const accounts = (await provider.request({ method: 'eth_accounts' })) as string[]
    assert.deepEqual(
      accounts.map((account) => account.toLowerCase()),
      [chain.accounts[3]!.address],
    )
    assert.equal(await provider.request({ method: 'eth_chainId' }), '0x7a69')
  })

  it('signs typed data as wallets do', async () => {
    const typedData = {
      domain: { name: 'Witan', version: '1', chainId: CHAIN_ID },
      types: { Word: [{ name: 'text', type: 'string' }] },
      primaryType: 'Word',
      message: { text: 'moot' },
    }
    const signature = await provider.request({
      method: 'eth_signTypedData_v4',
      params: [chain.accounts[3]!.address, JSON.stringify(typedData)],
    })
    const signer = await recoverSigner(typedData as never, signature as never)
    assert.equal(signer, chain.accounts[3]!.address)
  })

  it('signs and sends transactions with its own key', async () => {
    const to = chain.accounts[4]!.address
    const hash = await provider.request({
      method: 'eth_sendTransaction',
      params: [{ from: chain.accounts[3]!.address, to, value: '0x5' }],
    })
    const sent = (await chain.request('eth_getTransactionByHash', [hash])) as {
      from: string
      value: string
    }
    assert.equal(sent.from, chain.accounts[3]!.address)
    assert.equal(sent.value, '0x5')
  })

  it('passes on to the chain what needs no key', async () => {
    const number = await provider.request({ method: 'eth_blockNumber' })
    assert.equal(number, await chain.request('eth_blockNumber'))
  })
})
