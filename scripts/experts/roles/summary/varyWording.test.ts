import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createRandom } from '../../random.ts'
import { expandTemplate } from '../../template.ts'
import { FAILURE_REPORT } from './failureReport.ts'
import { varyWording } from './varyWording.ts'

const PARTS = [...FAILURE_REPORT.heads, ...FAILURE_REPORT.slots.flatMap(({ parts }) => parts)]

describe('varyWording', () => {
  it('keeps every value, and says some wordings otherwise', () => {
    const random = createRandom(1)
    let varied = 0
    for (const { wordings } of PARTS)
      for (const wording of wordings.train.flatMap(expandTemplate)) {
        const said = varyWording(wording, wordings, random)
        assert.deepEqual(said.match(/\{\w+\}/g), wording.match(/\{\w+\}/g))
        varied += Number(said !== wording)
      }
    assert.ok(varied > 100, String(varied))
  })

  it('never says what is held out', () => {
    const random = createRandom(2)
    const wordings = { train: ['The cause was {cause}.'], heldOut: ['The reason was {cause}.'] }
    for (let index = 0; index < 300; index++)
      assert.ok(!wordings.heldOut.includes(varyWording('The cause was {cause}.', wordings, random)))
  })
})
