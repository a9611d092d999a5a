import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isWitanError } from '#protocol/errors.ts'
import { chainContextOf, parseDeployment } from './deployment.ts'

const address = (digit: string) => `0x${digit.repeat(40)}`

const record = {
  chainId: 31337,
  contracts: {
    NodeRegistry: { address: address('A'), block: 2, txHash: '0x12' },
    NodeStaking: { address: address('b'), block: 3 },
    JobEscrow: { address: address('c') },
    TestDollar: { address: address('d'), block: 1 },
    ModelRegistry: { address: address('e') },
    ProbeCourt: { address: address('f') },
    VerifierBench: { address: address('1') },
    ReputationLedger: { address: address('2') },
  },
  compiler: { version: 'any' },
}

describe('parseDeployment', () => {
  it('takes what readers of contracts need and leaves the rest aside', () => {
    const { contracts, chainId } = parseDeployment(record)
    assert.equal(chainId, 31337)
    assert.deepEqual(contracts.NodeRegistry, { address: address('a'), block: 2n })
    assert.deepEqual(contracts.JobEscrow, { address: address('c'), block: 0n })
  })

  it('does without a test dollar, which exists only on local chains', () => {
    const { TestDollar: _, ...contracts } = record.contracts
    assert.equal(parseDeployment({ ...record, contracts }).contracts.TestDollar, undefined)
  })

  it('says DEPLOYMENT_MISSING without a record or without a contract in it', () => {
    const { JobEscrow: _, ...contracts } = record.contracts
    for (const json of [undefined, null, { chainId: 31337 }, { ...record, contracts }]) {
      assert.throws(
        () => parseDeployment(json),
        (error) => isWitanError(error, 'DEPLOYMENT_MISSING'),
        JSON.stringify(json),
      )
    }
  })

  it('says CONFIG_INVALID for a malformed value', () => {
    const wrong = (JobEscrow: unknown) => ({
      ...record,
      contracts: { ...record.contracts, JobEscrow },
    })
    const malformed = [
      'text',
      [],
      { ...record, chainId: 0 },
      { ...record, chainId: '31337' },
      { ...record, contracts: [] },
      wrong('0x12'),
      wrong({ address: '0x12' }),
      wrong({ address: address('c'), block: -1 }),
    ]
    for (const json of malformed) {
      assert.throws(
        () => parseDeployment(json),
        (error) => isWitanError(error, 'CONFIG_INVALID'),
        JSON.stringify(json),
      )
    }
  })
})

describe('chainContextOf', () => {
  it('binds signatures to the chain, the escrow and the registry', () => {
    assert.deepEqual(chainContextOf(parseDeployment(record)), {
      chainId: 31337,
      escrow: address('c'),
      registry: address('a'),
    })
  })
})
