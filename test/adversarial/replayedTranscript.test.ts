/** The lie: the transcript of another job is handed in again, which costs no work at all. */

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { keccak256 } from '#protocol/hash.ts'
import { type JobId, parseJobId, parseTaskId } from '#protocol/ids.ts'
import { raceSeedOf, seedCommitOf } from '#protocol/race.ts'
import { leafKeyOf, type RacedToken } from '#protocol/raceLeaf.ts'
import { aReceipt } from '#testing/messages.ts'
import { aRacedToken, rootOf } from '#testing/racedTokens.ts'
import { openLeaf, readOpenedLeaf } from '#verification/openLeaf.ts'
import { createRaceCheck, type RaceRules } from '#verification/raceCheck.ts'

const CHAIN = { chainId: 31_337, escrow: `0x${'ee'.repeat(20)}` } as const
const TASK = parseTaskId(`0x${'7a'.repeat(32)}`)
const LENGTH = 40

function rulesOf(jobId: JobId, salt: number, temperatureMilli: number): RaceRules {
  const raceSalt = keccak256(Uint8Array.of(salt))
  const context = { ...CHAIN, jobId, taskId: TASK }
  const seed = raceSeedOf(context as Parameters<typeof raceSeedOf>[0], raceSalt)
  return { seed, leafKey: leafKeyOf(raceSalt, TASK), temperatureMilli }
}
const outputOf = (rules: RaceRules): RacedToken[] =>
  Array.from({ length: LENGTH }, (_, position) => aRacedToken(rules, position))
const faultsOf = (rules: RaceRules, tokens: readonly RacedToken[]) => {
  const check = createRaceCheck(rules)
  return { faults: tokens.flatMap((token) => check.push(token) ?? []), root: check.root() }
}

const FIRST = parseJobId(`0x${'01'.repeat(20)}`)
const SECOND = parseJobId(`0x${'02'.repeat(20)}`)

describe('a transcript that is handed in for another job', () => {
  it('loses races there, although the request is the same to the last byte', () => {
    const cached = outputOf(rulesOf(FIRST, 1, 1000))

    const { faults } = faultsOf(rulesOf(SECOND, 1, 1000), cached)

    assert.ok(faults.length > 0)
    assert.ok(faults.every(({ kind }) => kind === 'race'))
  })

  it('is of another root and seed at temperature 0 too, where no race tells it', () => {
    const [mine, theirs] = [rulesOf(SECOND, 2, 0), rulesOf(FIRST, 1, 0)]
    const cached = outputOf(theirs)

    const { faults, root } = faultsOf(mine, cached)

    assert.deepEqual(faults, [])
    assert.notEqual(root, rootOf(theirs, cached))
    assert.notEqual(seedCommitOf(mine.seed), seedCommitOf(theirs.seed))
  })

  it('opens no leaf of a receipt over the other', () => {
    const [mine, theirs] = [rulesOf(SECOND, 2, 0), rulesOf(FIRST, 1, 0)]
    const leavesOf = (rules: RaceRules) => {
      const check = createRaceCheck(rules)
      for (const token of outputOf(rules)) check.push(token)
      return check.leaves()
    }
    const transcriptRoot = rootOf(mine, outputOf(mine))
    const { receipt } = aReceipt({ transcriptRoot, outputTokens: LENGTH })

    assert.ok(readOpenedLeaf(receipt, openLeaf(leavesOf(mine), mine.leafKey, 3)))
    assert.equal(readOpenedLeaf(receipt, openLeaf(leavesOf(theirs), theirs.leafKey, 3)), undefined)
  })
})
