import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type AbiParameter, encodeErrorResult, type Hex } from 'viem'
import { isErrorCode } from '#protocol/errorCodes.ts'
import { contractAbis, errorSentence, errorsAbi } from './errorSentences.ts'
import { revertError } from './errors.ts'

/** A value that the type allows and that no sentence should stumble over. */
function largest({ type, name }: AbiParameter): unknown {
  if (type === 'address') return `0x${'f'.repeat(40)}`
  if (type === 'bytes') return '0x'
  if (type === 'string') return ''
  if (type === 'bool') return true
  const bytes = /^bytes(\d+)$/.exec(type)
  if (bytes) return `0x${'ff'.repeat(Number(bytes[1]))}`
  const bits = /^uint(\d+)$/.exec(type)
  assert.ok(bits, `the test knows no value of ${type} ${name}`)
  const value = 2n ** BigInt(bits[1]!) - 1n
  return Number(bits[1]) <= 48 ? Number(value) : value
}

describe('errorSentence', () => {
  it('knows every custom error of every contract', () => {
    const errors = contractAbis.flatMap((abi) => abi.filter((item) => item.type === 'error'))
    assert.ok(errors.length > 60, `only ${errors.length} errors were found`)
    for (const { name, inputs } of errors) {
      const known = errorSentence(name, inputs.map(largest))
      assert.ok(known, `${name} has no sentence`)
      assert.ok(isErrorCode(known.code))
    }
  })

  it('ends every sentence with a next step and leaves no value out as undefined', () => {
    for (const item of errorsAbi) {
      assert.ok(item.type === 'error')
      const { sentence } = errorSentence(item.name, item.inputs.map(largest))!
      assert.match(sentence, /^[A-Z0-9].*\. [A-Z0-9].*\.$|^[A-Z0-9].*[:;] .*\.$/, item.name)
      assert.doesNotMatch(sentence, /undefined|NaN|Invalid Date|\[object/, item.name)
    }
  })

  it('says nothing about an error of somebody else', () => {
    assert.equal(errorSentence('SomebodyElsesError', []), undefined)
    assert.equal(errorSentence('constructor', []), undefined)
  })
})

describe('revertError', () => {
  it('decodes the data of every custom error', () => {
    for (const item of errorsAbi) {
      assert.ok(item.type === 'error')
      const args = item.inputs.map(largest)
      const data = encodeErrorResult({ abi: [item], errorName: item.name, args })
      const error = revertError(data)
      assert.equal(error.meta['error'], item.name)
      assert.equal(error.message, errorSentence(item.name, args)?.sentence)
    }
  })

  it('names the balance and what to do when the free balance is too small', () => {
    const data = encodeErrorResult({
      abi: errorsAbi,
      errorName: 'JobEscrowInsufficientBalance',
      args: [`0x${'12'.repeat(20)}`, 2_500_000n, 1_000_000n],
    })
    const error = revertError(data)
    assert.equal(error.code, 'INSUFFICIENT_FUNDS')
    assert.match(error.message, /is 1\.00 dollars, but 2\.50 dollars are needed\. Deposit 1\.50/)
  })

  it('passes on the text of a plain revert and names a panic and an unknown error', () => {
    const text: Hex = `0x08c379a0${'20'.padStart(64, '0')}${'3'.padStart(64, '0')}${'616263'.padEnd(64, '0')}`
    assert.match(revertError(text).message, /refused the call: abc\./)
    const panic: Hex = `0x4e487b71${'11'.padStart(64, '0')}`
    assert.match(revertError(panic).message, /panic 17/)
    assert.match(revertError('0xdeadbeef').message, /unknown error 0xdeadbeef/)
    assert.match(revertError(undefined).message, /no reason given/)
  })
})
