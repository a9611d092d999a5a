import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { encodeFunctionData } from 'viem'
import type { Hex } from '#protocol/bytes.ts'
import { isWitanError } from '#protocol/errors.ts'
import type { NodeId } from '#protocol/ids.ts'
import { DOLLAR, latestTime } from '#testing/chainFixtures.ts'
import type { LocalAccount } from '#testing/localChain.ts'
import { type LocalWitan, startLocalWitan } from '#testing/localWitan.ts'
import type { Chain } from './chain.ts'
import { jobEscrow } from './contracts.ts'
import { createChain } from './createChain.ts'
import { createSessionKey } from './createSessionKey.ts'
import { deposit } from './deposit.ts'
import { depositWithPermit } from './depositWithPermit.ts'
import { mintTestDollars } from './mintTestDollars.ts'
import { readFreeBalance } from './readFreeBalance.ts'
import { readTokenBalance } from './readTokenBalance.ts'
import { stake } from './stake.ts'
import { withdraw } from './withdraw.ts'

describe('sendCall', () => {
  let witan: LocalWitan
  let account: LocalAccount
  let chain: Chain

  before(async () => {
    witan = await startLocalWitan()
    account = witan.localChain.accounts[1]!
    chain = await witan.connect(account)
    await mintTestDollars(chain, { amount: 1_000n * DOLLAR })
  })
  after(() => witan.stop())
  afterEach(async () => {
    await witan.localChain.request('evm_setAutomine', [true])
    await witan.localChain.request('evm_mine')
  })

  it('gives each of many concurrent writes its own nonce, over two handles of one account', async () => {
    const handles = [chain, await witan.connect(account)]
    const to = createSessionKey().address
    const sent = await Promise.all(
      Array.from({ length: 24 }, (_, i) =>
        mintTestDollars(handles[i % 2]!, { amount: DOLLAR, to }),
      ),
    )
    assert.equal(new Set(sent.map(({ txHash }) => txHash)).size, 24)
    assert.equal(await readTokenBalance(chain, to), 24n * DOLLAR)
  })

  it('sends one after the other before the first is included', async () => {
    await witan.localChain.request('evm_setAutomine', [false])
    const to = createSessionKey().address
    const writes = Promise.all([1n, 2n, 3n].map((amount) => mintTestDollars(chain, { amount, to })))
    await pendingOnes(3)
    await witan.localChain.request('evm_mine')
    const [first, , third] = await writes
    assert.equal(first!.blockNumber, third!.blockNumber)
    assert.equal(await readTokenBalance(chain, to), 6n)
  })

  it('takes another nonce when another program was faster', async () => {
    const { localChain } = witan
    await localChain.request('evm_setAutomine', [false])
    // Knows nothing of our queue, like another process with the same key.
    const foreign = localChain.request('eth_sendTransaction', [
      { from: account.address, to: account.address, value: '0x0' },
    ])
    const write = mintTestDollars(chain, { amount: 1n })
    await foreign
    await pendingOnes(2)
    await localChain.request('evm_mine')
    assert.match((await write).txHash, /^0x[0-9a-f]{64}$/)
  })

  it('lets concurrent deposits of one account not take each other’s permit or allowance', async () => {
    const before = await readFreeBalance(chain, account.address)
    await Promise.all([
      depositWithPermit(chain, { amount: 1n * DOLLAR }),
      deposit(chain, { amount: 2n * DOLLAR }),
      depositWithPermit(chain, { amount: 3n * DOLLAR }),
      deposit(chain, { amount: 4n * DOLLAR }),
    ])
    assert.equal((await readFreeBalance(chain, account.address)) - before, 10n * DOLLAR)
  })

  it('says TRANSACTION_TIMEOUT with the hash, and the account can go on', async () => {
    await witan.localChain.request('evm_setAutomine', [false])
    const error = await mintTestDollars(chain, { amount: 1n, timeoutMs: 80 }).catch((e) => e)
    assert.ok(isWitanError(error, 'TRANSACTION_TIMEOUT'), `${error}`)
    assert.match(error.meta['txHash'] as Hex, /^0x[0-9a-f]{64}$/)
    assert.match(error.message, /was not included within 80 ms/)
    await witan.localChain.request('evm_mine')
    await witan.localChain.request('evm_setAutomine', [true])
    await mintTestDollars(chain, { amount: 1n })
  })

  it('stops to wait when it is told to, and sends nothing when it was told before', async () => {
    await witan.localChain.request('evm_setAutomine', [false])
    const controller = new AbortController()
    const write = mintTestDollars(chain, { amount: 1n, signal: controller.signal })
    await pendingOnes(1)
    controller.abort()
    await assert.rejects(write, (error) => isWitanError(error, 'ABORTED') && !!error.meta['txHash'])
    await assert.rejects(
      mintTestDollars(chain, { amount: 1n, signal: controller.signal }),
      (error) => isWitanError(error, 'ABORTED') && error.meta['txHash'] === undefined,
    )
    await pendingOnes(1)
  })

  it('gives the contract’s reason when a transaction fails after its simulation passed', async () => {
    const { localChain } = witan
    await localChain.request('evm_setAutomine', [false])
    const write = depositWithPermit(chain, { amount: DOLLAR }).catch((error: unknown) => error)
    await pendingOnes(1)
    // Overtakes the deposit by paying more for its place in the block.
    const until = (await latestTime(witan)) + 3600
    await guardian('pause', [until])
    await pendingOnes(2)
    await localChain.request('evm_mine')

    const error = await write

    assert.ok(isWitanError(error, 'CONTRACT_REVERTED'), `${error}`)
    assert.match(error.message, /^Deposits and new jobs are paused until \d{4}-/)
    assert.match(error.meta['txHash'] as Hex, /^0x/)
    await localChain.request('evm_setAutomine', [true])
    await guardian('unpause', [])
  })

  it('refuses by simulation without sending anything', async () => {
    const nonce = () =>
      witan.localChain.request('eth_getTransactionCount', [account.address, 'latest'])
    const before = await nonce()
    await assert.rejects(withdraw(chain, { amount: 10n ** 12n }), (error) =>
      isWitanError(error, 'INSUFFICIENT_FUNDS'),
    )
    assert.equal(await nonce(), before)
  })

  it('explains a revert of a contract that the called one calls', async () => {
    const nobody = 77 as NodeId
    await assert.rejects(stake(chain, { nodeId: nobody, amount: 1n }), (error) => {
      assert.ok(isWitanError(error, 'CONTRACT_REVERTED'))
      assert.equal(error.message, 'Node 77 is not registered. Register it first.')
      return true
    })
  })

  it('says that the gas cannot be paid when the account has no coins', async () => {
    const { privateKey } = createSessionKey()
    const poor = await createChain({
      rpcUrl: witan.localChain.rpcUrl,
      deployment: witan.deployment,
      privateKey,
    })
    await assert.rejects(mintTestDollars(poor, { amount: 1n }), (error) => {
      assert.ok(isWitanError(error, 'INSUFFICIENT_FUNDS'), `${error}`)
      assert.match(error.message, /cannot pay the gas/)
      return true
    })
  })

  it('leaves signing, nonce and sending to a wallet where there is one', async () => {
    const calls: string[] = []
    const provider = {
      request: async ({ method, params }: { method: string; params?: unknown }) => {
        calls.push(method)
        return await witan.localChain.request(method, (params ?? []) as readonly unknown[])
      },
    } as createChain.Options extends infer o ? (o extends { provider: infer p } ? p : never) : never
    const wallet = await createChain({
      deployment: witan.deployment,
      provider,
      walletAccount: account.address,
    })
    const before = await readFreeBalance(wallet, account.address)
    await depositWithPermit(wallet, { amount: DOLLAR })
    assert.equal((await readFreeBalance(wallet, account.address)) - before, DOLLAR)
    assert.ok(calls.includes('eth_signTypedData_v4') && calls.includes('eth_sendTransaction'))
    assert.ok(!calls.includes('eth_sendRawTransaction'))
  })

  it('reports a wallet that refuses as ABORTED', async () => {
    const provider = {
      request: async ({ method, params }: { method: string; params?: unknown }) => {
        if (method === 'eth_sendTransaction') {
          throw Object.assign(new Error('User rejected'), { code: 4001 })
        }
        return await witan.localChain.request(method, (params ?? []) as readonly unknown[])
      },
    } as never
    const wallet = await createChain({
      deployment: witan.deployment,
      provider,
      walletAccount: account.address,
    })
    await assert.rejects(mintTestDollars(wallet, { amount: 1n }), (error) =>
      isWitanError(error, 'ABORTED'),
    )
  })

  /** Sends a call of the guardian past our queue, at a price that puts it first. */
  async function guardian(functionName: 'pause' | 'unpause', args: readonly number[]) {
    const { abi, address } = jobEscrow(chain)
    const data = encodeFunctionData({ abi, functionName, args } as Parameters<
      typeof encodeFunctionData
    >[0])
    const [tip, max] = ['0x174876e800', '0x2e90edd000']
    const fees = { maxPriorityFeePerGas: tip, maxFeePerGas: max, gas: '0x30d40' }
    const from = witan.localChain.accounts[0]!.address
    await witan.localChain.request('eth_sendTransaction', [{ from, to: address, data, ...fees }])
  }

  /** Waits until the chain has that many transactions that no block holds yet. */
  async function pendingOnes(count: number): Promise<void> {
    for (;;) {
      const block = await witan.localChain.request('eth_getBlockByNumber', ['pending', false])
      if ((block as { transactions: unknown[] }).transactions.length === count) return
    }
  }
})
