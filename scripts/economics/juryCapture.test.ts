import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { measureCapture } from './juryCapture.ts'

const DRAWS = 400

/** Chance of more than half of the seats when everybody has the same stake. */
function hypergeometric(captured: number, honest: number, seats: number): number {
  const choose = (n: number, k: number) =>
    Array.from({ length: k }, (_, i) => (n - i) / (i + 1)).reduce(
      (product, part) => product * part,
      1,
    )
  let chance = 0
  for (let own = Math.floor(seats / 2) + 1; own <= Math.min(seats, captured); own++)
    chance +=
      (choose(captured, own) * choose(honest, seats - own)) / choose(captured + honest, seats)
  return chance
}

describe('measureCapture', () => {
  it('is a draw without replacement where stakes are equal', () => {
    const network = { name: 'equal', honest: 43, honestUnits: 1, captured: 21 }
    const [{ chance, share, dollars } = assert.fail()] = measureCapture(DRAWS, 7, [network])

    assert.deepEqual([share, dollars], [21 / 64, 2_100])
    for (const { size, seats, mean } of chance) {
      assert.equal(seats, size)
      const expected = hypergeometric(21, 43, seats)
      const deviation = Math.sqrt((expected * (1 - expected)) / DRAWS)
      // five deviations; the seed is fixed
      assert.ok(Math.abs(mean - expected) <= 5 * deviation + 0.002, `${size}: ${mean}, ${expected}`)
    }
  })

  it('gives many names no more than their share where honest operators are few', () => {
    const network = { name: 'few', honest: 10, honestUnits: 8, captured: 20 }
    const [{ chance, share } = assert.fail()] = measureCapture(DRAWS, 7, [network])

    assert.equal(share, 0.2)
    // 21 seats would hold eleven of the names for certain
    assert.equal(chance.at(-1)!.seats, 7)
    // a jury of three independent draws by stake is captured in 10.4 %
    for (const { mean } of chance) assert.ok(mean < 0.15, String(mean))
  })
})
