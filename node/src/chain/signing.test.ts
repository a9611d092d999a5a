import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { toHex } from '#protocol/bytes.ts'
import { isWitanError } from '#protocol/errors.ts'
import { type NodeId, parseAddress, parseHash, parseJobId } from '#protocol/ids.ts'
import type { JobTerms } from '#protocol/job.ts'
import { MODES } from '#protocol/mode.ts'
import type { Signature } from '#protocol/signature.ts'
import { doneTypedData, jobTermsTypedData, voucherTypedData } from '#protocol/typedData.ts'
import { type LocalWitan, startLocalWitan } from '#testing/localWitan.ts'
import type { Chain } from './chain.ts'
import { jobEscrow } from './contracts.ts'
import { createSessionKey } from './createSessionKey.ts'
import { hashTypedData } from './hashTypedData.ts'
import { jobIdOf } from './jobIdOf.ts'
import { amount48, jobTermsArgs } from './jobTermsArgs.ts'
import { recoverSigner } from './recoverSigner.ts'
import { signTypedData } from './signTypedData.ts'
import { packHead } from './voucherHead.ts'

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map(toHex)
const jobIds = bytes(20).map(parseJobId)
const nodeIds = fc.integer({ min: 1, max: 0xffff_ffff }).map((id) => id as NodeId)
const amounts = fc.bigInt({ min: 0n, max: 2n ** 48n - 1n })

const terms: fc.Arbitrary<JobTerms> = fc.record({
  requester: bytes(20).map(parseAddress),
  sessionKey: bytes(20).map(parseAddress),
  deadline: fc.integer({ min: 0, max: 2 ** 40 - 1 }),
  mode: fc.constantFrom(...MODES),
  termsHash: bytes(32).map(parseHash),
  allocations: fc.array(fc.record({ nodeId: nodeIds, cap: amounts }), { maxLength: 32 }),
})

/** Each run asks the chain, so there are fewer than usual. */
const RUNS = { numRuns: 25 }

describe('digests', () => {
  let witan: LocalWitan
  let chain: Chain

  before(async () => {
    witan = await startLocalWitan()
    chain = await witan.connect()
  })
  after(() => witan.stop())

  it('property: terms have the digest and the job id that the contract computes', async () => {
    await fc.assert(
      fc.asyncProperty(terms, async (terms) => {
        const args = [terms.requester, jobTermsArgs(terms)] as const
        const call = { ...jobEscrow(chain), args }
        const { reader } = chain.connection
        const [digest, jobId] = await Promise.all([
          reader.readContract({ ...call, functionName: 'termsDigest' }),
          reader.readContract({ ...call, functionName: 'jobIdOf' }),
        ])
        assert.equal(hashTypedData(jobTermsTypedData(chain.context, terms)), digest)
        assert.equal(jobIdOf(chain.context, terms), jobId)
      }),
      RUNS,
    )
  })

  it('property: vouchers have the digest that the contract computes from their head', async () => {
    const vouchers = fc.record({
      jobId: jobIds,
      nodeId: nodeIds,
      index: fc.integer({ min: 0, max: 255 }),
      total: amounts,
    })
    await fc.assert(
      fc.asyncProperty(vouchers, async (voucher) => {
        const digest = await chain.connection.reader.readContract({
          ...jobEscrow(chain),
          functionName: 'voucherDigest',
          args: [packHead(voucher)],
        })
        assert.equal(hashTypedData(voucherTypedData(chain.context, voucher)), digest)
      }),
      RUNS,
    )
  })

  it('property: a Done has the digest that the contract computes', async () => {
    const dones = fc.record({ jobId: jobIds, nodeId: nodeIds, total: amounts })
    await fc.assert(
      fc.asyncProperty(dones, async (done) => {
        const digest = await chain.connection.reader.readContract({
          ...jobEscrow(chain),
          functionName: 'doneDigest',
          args: [done.jobId, done.nodeId, amount48(done.total)],
        })
        assert.equal(hashTypedData(doneTypedData(chain.context, done)), digest)
      }),
      RUNS,
    )
  })
})

describe('recoverSigner', () => {
  const context = {
    chainId: 31337,
    escrow: parseAddress(`0x${'e5'.repeat(20)}`),
    registry: parseAddress(`0x${'4e'.repeat(20)}`),
  }
  const voucher = {
    jobId: parseJobId(`0x${'01'.repeat(20)}`),
    nodeId: 7 as NodeId,
    index: 31,
    total: 2n ** 48n - 1n,
  }

  it('names the key that signed, and another one when a value or the chain differs', async () => {
    const { privateKey, address } = createSessionKey()
    const typed = voucherTypedData(context, voucher)
    const signature = await signTypedData(privateKey, typed)
    assert.equal(await recoverSigner(typed, signature), address)

    const others = [
      voucherTypedData(context, { ...voucher, total: 1n }),
      voucherTypedData(context, { ...voucher, index: 30 }),
      voucherTypedData({ ...context, chainId: 1 }, voucher),
      voucherTypedData({ ...context, escrow: context.registry }, voucher),
    ]
    for (const other of others) assert.notEqual(await recoverSigner(other, signature), address)
  })

  it('refuses a signature that no key can have made', async () => {
    const typed = voucherTypedData(context, voucher)
    for (const text of ['0x', '0x1234', `0x${'00'.repeat(65)}`, `0x${'ff'.repeat(65)}`]) {
      await assert.rejects(recoverSigner(typed, text as Signature), (error) =>
        isWitanError(error, 'SIGNATURE_INVALID'),
      )
    }
  })
})
