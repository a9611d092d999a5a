import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ContractName } from '#chain/deployment.ts'
import { publicNamesOf } from '#chain/readPublicValues.ts'
import { CONTRACT_WORDS, VALUE_WORDS } from './contractWords.ts'

describe('VALUE_WORDS', () => {
  it('explains every public value of every contract, and nothing that is not there', () => {
    const contracts = Object.keys(CONTRACT_WORDS) as ContractName[]
    const names = contracts.flatMap((contract) =>
      publicNamesOf(contract).map((name) => `${contract}.${name}`),
    )
    assert.deepEqual(Object.keys(VALUE_WORDS).sort(), [...names].sort())
  })
})
