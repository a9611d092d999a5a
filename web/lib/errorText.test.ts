import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ERROR_CODES, type ErrorCode } from '#protocol/errorCodes.ts'
import { WitanError } from '#protocol/errors.ts'
import { errorHref, errorText } from './errorText.ts'

describe('errorText', () => {
  it('says what the error says, with its values, and what to do', () => {
    const error = new WitanError('BUDGET_TOO_LOW', 'The price of $0.02 is above the budget.')
    const { sentence, remedy, code } = errorText(error)
    assert.equal(sentence, 'The price of $0.02 is above the budget.')
    assert.equal(remedy, ERROR_CODES.BUDGET_TOO_LOW.remedy)
    assert.equal(errorHref(code), '/help/#E-BUDGET_TOO_LOW')
  })

  it('knows the answers of wallets, however deep they lie', () => {
    const refused = { code: 4001, message: 'User rejected the request.' }
    for (const error of [refused, new Error('x', { cause: { cause: refused } })]) {
      assert.equal(
        errorText(error).sentence,
        'You declined the request in your wallet. Nothing was sent.',
      )
    }
    assert.equal(errorText({ code: 4902 }).code, 'CHAIN_WRONG_ID')
  })

  it('never shows the text of an unknown error, which could hold a prompt or a key', () => {
    for (const error of [new Error('key 0x1234'), 'key 0x1234', undefined, null, 5]) {
      const { sentence, code } = errorText(error)
      assert.equal(code, 'INTERNAL')
      assert.doesNotMatch(sentence, /key/)
    }
  })

  it('has no word of the command line in what a page advises', () => {
    for (const code of Object.keys(ERROR_CODES) as ErrorCode[]) {
      const { remedy } = errorText(new WitanError(code, 'It failed.'))
      // Those about files and keystores cannot arise in a page.
      if (ERROR_CODES[code].exitCode === 3) continue
      assert.doesNotMatch(remedy ?? '', /--/, code)
    }
  })
})
