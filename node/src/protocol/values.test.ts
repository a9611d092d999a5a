import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { fromHex, toHex } from './bytes.ts'
import { ERROR_CODES, isErrorCode, parseErrorCode } from './errorCodes.ts'
import { keccak256Hex, sha256 } from './hash.ts'
import { parseAddress, parseNodeId, parseTaskId } from './ids.ts'
import { parseMode } from './mode.ts'
import { engineProfileIdOf, modelIdOf } from './model.ts'
import { costOf } from './price.ts'
import { parseRole, ROLES, roleNumber } from './role.ts'
import { formatDollars, parseDollars } from './units.ts'

describe('formatDollars', () => {
  it('shows at least two decimals and never rounds', () => {
    const shown = [0n, 1n, 10_000n, 1_500_000n, -2_000_001n, 10n ** 15n].map(formatDollars)
    assert.deepEqual(shown, ['0.00', '0.000001', '0.01', '1.50', '-2.000001', '1000000000.00'])
  })

  it('property: parseDollars reads what it writes', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }),
        (x) => parseDollars(formatDollars(x)) === x,
      ),
    )
  })

  it('parseDollars refuses signs, exponents, seven decimals and emptiness', () => {
    for (const text of ['', '-1', '+1', '1e3', '0.0000001', '.5', '1.', 'NaN', '1,5']) {
      assert.throws(() => parseDollars(text), { code: 'INPUT_INVALID' })
    }
  })
})

describe('costOf', () => {
  const prices = { pricePer1kInputBytes: 1500n, pricePer1kOutputTokens: 4000n }

  it('rounds each part up to a micro-dollar', () => {
    assert.equal(costOf(prices, { inputBytes: 0, outputTokens: 0 }), 0n)
    assert.equal(costOf(prices, { inputBytes: 1, outputTokens: 1 }), 2n + 4n)
    assert.equal(costOf(prices, { inputBytes: 1000, outputTokens: 250 }), 1500n + 1000n)
  })

  it('property: never falls when usage grows', () => {
    fc.assert(
      fc.property(fc.nat(65536), fc.nat(4096), fc.nat(4096), (inputBytes, a, b) => {
        const cost = (outputTokens: number) => costOf(prices, { inputBytes, outputTokens })
        return cost(a + b) >= cost(a)
      }),
    )
  })
})

describe('ids', () => {
  it('are lower-cased and of exact length', () => {
    assert.equal(parseAddress(`0x${'AB'.repeat(20)}`), `0x${'ab'.repeat(20)}`)
    for (const bad of ['', '0x', `0x${'ab'.repeat(19)}`, `${'ab'.repeat(20)}`, 5, undefined]) {
      assert.throws(() => parseAddress(bad), { code: 'INPUT_INVALID' })
      assert.throws(() => parseTaskId(bad), { code: 'INPUT_INVALID' })
    }
  })

  it('node ids are 1 to 2^32 - 1', () => {
    assert.equal(parseNodeId('42'), 42)
    for (const bad of [0, -1, 1.5, 2 ** 32, '0x1', ' 1', Number.NaN]) {
      assert.throws(() => parseNodeId(bad), { code: 'INPUT_INVALID' })
    }
  })

  it('roles and modes are named as on chain', () => {
    for (const role of ROLES) assert.equal(parseRole(roleNumber(role)), role)
    assert.throws(() => parseRole('poetry'), { code: 'ROLE_UNKNOWN' })
    assert.equal(parseMode(1), 'transit')
    assert.throws(() => parseMode('private'), { code: 'MODE_UNSUPPORTED' })
  })
})

describe('hex', () => {
  it('property: fromHex reads what toHex writes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => assert.deepEqual(fromHex(toHex(bytes)), bytes)),
    )
  })
})

describe('hashes', () => {
  it('are the standard ones', () => {
    assert.equal(
      keccak256Hex(),
      '0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470',
    )
    assert.equal(
      toHex(sha256(new Uint8Array())),
      '0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    )
  })
})

describe('modelIdOf', () => {
  const part = (byte: string) => `0x${byte.repeat(32)}` as const
  const parts = {
    ggufSha256: part('01'),
    tokenizerSha256: part('02'),
    chatTemplateSha256: part('03'),
    engineProfileId: part('04'),
  }

  it('changes with every part', () => {
    const ids = Object.keys(parts).map((name) => modelIdOf({ ...parts, [name]: part('ff') }))
    assert.equal(new Set([...ids, modelIdOf(parts)]).size, 5)
  })

  it('an engine profile does not depend on the order of its keys', () => {
    assert.equal(engineProfileIdOf({ a: 1, b: 'x' }), engineProfileIdOf({ b: 'x', a: 1 }))
  })
})

describe('error codes', () => {
  it('each has a sentence, a remedy and an exit code of 2 to 8', () => {
    for (const [code, entry] of Object.entries(ERROR_CODES)) {
      assert.match(entry.sentence, /^[A-Z].*\.$/, code)
      assert.match(entry.remedy, /\.$/, code)
      assert.ok(entry.exitCode >= 2 && entry.exitCode <= 8, code)
    }
  })

  it('an unknown or inherited name from a peer becomes INTERNAL', () => {
    assert.equal(isErrorCode('toString'), false)
    assert.equal(parseErrorCode('SOMETHING_NEW'), 'INTERNAL')
    assert.equal(parseErrorCode('NODE_BUSY'), 'NODE_BUSY')
  })
})
