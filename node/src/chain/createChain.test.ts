import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { type ErrorCode, isErrorCode } from '#protocol/errorCodes.ts'
import { isWitanError } from '#protocol/errors.ts'
import { parseAddress } from '#protocol/ids.ts'
import { freePort } from '#testing/freePort.ts'
import { type LocalWitan, startLocalWitan } from '#testing/localWitan.ts'
import { createChain } from './createChain.ts'
import type { Deployment } from './deployment.ts'
import { mintTestDollars } from './mintTestDollars.ts'

describe('createChain', () => {
  let witan: LocalWitan
  let rpcUrl: string

  before(async () => {
    witan = await startLocalWitan()
    rpcUrl = witan.localChain.rpcUrl
  })
  after(() => witan.stop())

  it('knows the tokens of the contracts and the account of the key', async () => {
    const { deployment, localChain } = witan
    const [account] = localChain.accounts
    const chain = await createChain({ rpcUrl, deployment, privateKey: account!.privateKey })
    assert.equal(chain.account, account!.address)
    assert.equal(chain.paymentToken, deployment.contracts.TestDollar!.address)
    assert.equal(chain.stakeToken, deployment.contracts.TestDollar!.address)
  })

  it('says which chain was expected and which one answered', async () => {
    const deployment = { ...witan.deployment, chainId: 1 }
    const error = await refusal({ rpcUrl, deployment }, 'CHAIN_WRONG_ID')
    assert.match(error.message, /Expected chain 1, but http:.* is chain 31337/)
    assert.deepEqual(error.meta, { expected: 1, actual: 31337 })
  })

  it('names the contract whose address holds no code', async () => {
    const address = parseAddress(`0x${'77'.repeat(20)}`)
    const error = await refusal(
      { rpcUrl, deployment: replaced('JobEscrow', address) },
      'CONTRACT_MISSING',
    )
    assert.match(error.message, /no contract code at 0x7777.*, where JobEscrow should be/)
  })

  it('refuses another contract in the place of the escrow', async () => {
    const deployment = replaced('JobEscrow', witan.deployment.contracts.NodeRegistry.address)
    const error = await refusal({ rpcUrl, deployment }, 'CONTRACT_MISSING')
    assert.match(error.message, /are not JobEscrow and NodeStaking/)
  })

  it('shows no key of the RPC address when nobody answers', async () => {
    const free = await freePort()
    const secret = `http://user:secret@127.0.0.1:${free}/v3/secret?key=secret`
    const error = await refusal(
      { rpcUrl: secret, deployment: witan.deployment },
      'CHAIN_UNREACHABLE',
    )
    assert.equal(error.retryable, true)
    assert.match(error.message, new RegExp(`http://127\\.0\\.0\\.1:${free} cannot be reached`))
    const everything = JSON.stringify([error.message, error.meta, error.stack, `${error.cause}`])
    assert.doesNotMatch(everything, /secret/)
  })

  it('tells a server that is no chain from one that is away', async () => {
    const server = createServer((_, response) => response.writeHead(404).end('secret page'))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const error = await refusal({ rpcUrl: url, deployment: witan.deployment }, 'CHAIN_UNREACHABLE')
    server.close()
    assert.match(error.message, /answered with HTTP 404/)
    assert.doesNotMatch(error.message, /secret page/)
  })

  it('only reads without a key, and says so at the first write', async () => {
    const chain = await createChain({ rpcUrl, deployment: witan.deployment })
    assert.equal(chain.account, undefined)
    const to = parseAddress(`0x${'12'.repeat(20)}`)
    await assert.rejects(mintTestDollars(chain, { amount: 1n, to }), (error) =>
      isWitanError(error, 'CONFIG_INVALID'),
    )
  })

  function replaced(name: 'JobEscrow', address: Deployment['contracts']['JobEscrow']['address']) {
    const { contracts } = witan.deployment
    return {
      ...witan.deployment,
      contracts: { ...contracts, [name]: { ...contracts[name], address } },
    }
  }
})

async function refusal(options: createChain.Options, code: ErrorCode) {
  assert.ok(isErrorCode(code))
  const error = await createChain(options).then(
    () => assert.fail('the chain was accepted'),
    (error: unknown) => error,
  )
  assert.ok(isWitanError(error, code), `${error}`)
  return error
}
