import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readPlainSum } from './readPlainSum.ts'

describe('readPlainSum', () => {
  it('reads sums of signs and of words', () => {
    assert.equal(readPlainSum('what is 482 + 39'), 'B+A')
    assert.equal(readPlainSum('(996-2)x(378-51) please'), '(D-A)*(C-B)')
    assert.equal(readPlainSum('I need to know 8090 times 46 plus 44.'), 'C*B+A')
    assert.equal(readPlainSum('12 divided by 4 multiplied by 3 minus 1?'), 'D/C*B-A')
  })

  it('leaves everything else to the model', () => {
    for (const prompt of [
      'half of 8 + 2',
      '8 + 2 %',
      '-8 + 2',
      'the sum of 8 and 2',
      'Anna has 8 apples, 2 plus 3 more',
      '8 minus',
      '(8 + 2',
      '8 + 2) * 3',
      '8 plus 2 squared',
      'take 8 plus 2 from 9',
      '20 percent',
      '8',
    ])
      assert.equal(readPlainSum(prompt), undefined, prompt)
  })
})
