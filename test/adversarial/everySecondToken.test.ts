/** The lie: the promised model writes only a part of the tokens, in the hope that another part is looked at. */

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { keccak256Hex } from '#protocol/hash.ts'
import { comparePosition } from '#verification/compareReplay.ts'
import { drawPositions } from '#verification/drawPositions.ts'
import { faultOf } from '#verification/raceCheck.ts'
import { readManifest } from '../../scripts/experts/readManifest.ts'
import { writeInTurn } from '../../scripts/verification/cheats.ts'
import { loadExpert, withVariants } from '../../scripts/verification/loadExpert.ts'
import { drawRequests, view } from '../../scripts/verification/request.ts'

describe('a node that runs the promised model at every second token', () => {
  it('loses no race and is exact at its own tokens, and told by the others', async () => {
    const expert = (await readManifest()).find(({ role }) => role === 'math')!
    await withVariants(expert, ['q4_0'], async (paths) => {
      const promised = await loadExpert(expert)
      const smaller = await loadExpert(expert, {}, paths.q4_0)
      const told: boolean[] = []
      for (const request of drawRequests('math', 4, 1)) {
        const race = { seed: new Uint8Array(32).fill(7), temperatureMilli: 0 }
        const raced = await writeInTurn([promised, smaller], request, race)
        const output = raced.map(({ token }) => token)
        const views = await view(promised, request, output)
        for (const [position, one] of raced.entries()) {
          assert.equal(faultOf(race, position, one), undefined)
          const { exact } = comparePosition(race, { position, ...one }, views[position]!)
          if (position % 2 === 0) assert.ok(exact)
          else if (views[position]!.length > 1) told.push(!exact)
        }
      }
      assert.ok(told.filter(Boolean).length > told.length / 2, `${told}`)
    })
  })
})

describe('drawPositions', () => {
  const BEACON = keccak256Hex(Uint8Array.of(1))
  const ROOT = keccak256Hex(Uint8Array.of(2))

  it('looks at every position of a short output', () => {
    assert.deepEqual(drawPositions(BEACON, ROOT, 3, 32), [0, 1, 2])
    assert.deepEqual(drawPositions(BEACON, ROOT, 0, 32), [])
  })

  it('gives the same to everybody, and others for every other beacon and root', () => {
    const drawn = drawPositions(BEACON, ROOT, 512, 32)
    assert.deepEqual(drawn, drawPositions(BEACON, ROOT, 512, 32))
    assert.notDeepEqual(drawn, drawPositions(ROOT, ROOT, 512, 32))
    assert.notDeepEqual(drawn, drawPositions(BEACON, BEACON, 512, 32))
    assert.equal(new Set(drawn).size, 32)
    assert.deepEqual(
      drawn,
      drawn.toSorted((a, b) => a - b),
    )
  })

  it('meets a token in twenty of 512 as often as chance says: in 3 of 4 draws', () => {
    let met = 0
    for (let draw = 0; draw < 400; draw++) {
      const beacon = keccak256Hex(Uint8Array.of(draw >> 8, draw & 255))
      met += Number(drawPositions(beacon, ROOT, 512, 32).some((position) => position < 20))
    }
    // 1 - C(492, 32) / C(512, 32) = 0.727
    assert.ok(met > 255 && met < 325, `${met}`)
  })
})
