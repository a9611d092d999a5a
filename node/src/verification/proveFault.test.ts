import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { keccak256 } from '#protocol/hash.ts'
import { parseTaskId } from '#protocol/ids.ts'
import { seedCommitOf } from '#protocol/race.ts'
import { leafKeyOf, type RacedToken } from '#protocol/raceLeaf.ts'
import type { Receipt } from '#protocol/receipt.ts'
import { aQuote, aReceipt } from '#testing/messages.ts'
import { aRacedToken } from '#testing/racedTokens.ts'
import { decodeEvidence, type Evidence, encodeEvidence } from './evidence.ts'
import { openLeaf } from './openLeaf.ts'
import { proveFault } from './proveFault.ts'
import { createRaceCheck } from './raceCheck.ts'

const SALT = new Uint8Array(32).fill(4)
const TASK = parseTaskId(`0x${'7a'.repeat(32)}`)
const RULES = { seed: keccak256(SALT), leafKey: leafKeyOf(SALT, TASK), temperatureMilli: 1000 }
const HONEST = Array.from({ length: 13 }, (_, position) => aRacedToken(RULES, position))
const END = HONEST.at(-1)!.token
const STOPS = new Set([END])

type Case = {
  readonly tokens?: readonly RacedToken[]
  readonly at?: number
  readonly receipt?: Partial<Receipt>
  readonly seed?: Uint8Array
}

/** A bundle that opens one leaf of an output. */
function bundle(kind: Evidence['kind'], { tokens = HONEST, at = 5, ...changes }: Case = {}) {
  const check = createRaceCheck(RULES)
  for (const token of tokens) check.push(token)
  const evidence: Evidence = {
    version: 1,
    kind,
    receipt: aReceipt({
      taskId: TASK,
      transcriptRoot: check.root(),
      outputTokens: tokens.length,
      seedCommit: seedCommitOf(RULES.seed),
      temperatureMilli: RULES.temperatureMilli,
      finishReason: 'stop',
      ...changes.receipt,
    }),
    other: [],
    quote: [],
    seed: changes.seed ?? RULES.seed,
    leaves: [openLeaf(check.leaves(), RULES.leafKey, at)],
    probe: [],
  }
  return evidence
}
const proves = (evidence: Evidence) => proveFault(evidence, STOPS).proven
const changed = (at: number, change: (raced: RacedToken) => RacedToken) =>
  HONEST.map((raced, position) => (position === at ? change(raced) : raced))
const loserOf = ({ candidates, token }: RacedToken): RacedToken => ({
  candidates,
  token: candidates.find(({ id }) => id !== token)!.id,
})
const unsorted = ({ candidates, token }: RacedToken): RacedToken => ({
  candidates: candidates.map(({ id, gap }) => ({ id, gap: gap === 64 ? 1 : gap })),
  token,
})

describe('proveFault', () => {
  it('proves nothing against an honest output, whatever is claimed and opened', () => {
    const kinds = ['race', 'earlyStop', 'lateStop', 'malformedLeaf', 'replay', 'withheld'] as const
    for (const kind of kinds) {
      for (const at of HONEST.keys()) assert.equal(proves(bundle(kind, { at })), false, kind)
    }
  })

  it('proves a token that lost its race, by its own leaf alone', () => {
    const tokens = changed(5, loserOf)
    assert.equal(proves(bundle('race', { tokens })), true)
    assert.equal(proves(bundle('race', { tokens, at: 4 })), false)
    assert.equal(proves(bundle('malformedLeaf', { tokens })), false)
  })

  it('proves no race by another seed, another temperature or a leaf of another root', () => {
    const tokens = changed(5, loserOf)
    const seed = keccak256(RULES.seed)
    const foreign = bundle('race', { tokens, receipt: { transcriptRoot: `0x${'11'.repeat(32)}` } })
    const shorter = bundle('race', { tokens, receipt: { outputTokens: 8 } })

    assert.equal(proves(bundle('race', { tokens, seed })), false)
    for (const evidence of [foreign, shorter]) assert.equal(proves(evidence), false)
  })

  it('proves gaps out of order as malformed, not as a race', () => {
    const tokens = changed(5, unsorted)
    assert.equal(proves(bundle('malformedLeaf', { tokens })), true)
    assert.equal(proves(bundle('race', { tokens })), false)
  })

  it('proves a leaf at a place that it does not name', () => {
    const evidence = bundle('malformedLeaf')
    const check = createRaceCheck(RULES)
    for (const token of HONEST) check.push(token)
    const leaves = [...check.leaves()]
    leaves[5] = leaves[6]!
    const moved = openLeaf(leaves, RULES.leafKey, 5)

    assert.equal(proves({ ...evidence, leaves: [moved] }), false, 'not under this root')
  })

  it('proves an end that is none, and an output behind its end', () => {
    const cut = HONEST.slice(0, 9)
    assert.equal(proves(bundle('earlyStop', { tokens: cut, at: 8 })), true)
    assert.equal(proves(bundle('earlyStop', { tokens: cut, at: 7 })), false)
    const byLength = { finishReason: 'length' } as const
    assert.equal(proves(bundle('earlyStop', { tokens: cut, at: 8, receipt: byLength })), false)
    const longer = [...HONEST, aRacedToken(RULES, 13)]
    assert.equal(proves(bundle('lateStop', { tokens: longer, at: 12 })), true)
    assert.equal(proves(bundle('lateStop', { tokens: longer, at: 13 })), false)
  })

  it('proves two receipts of a task that differ, and no others', () => {
    const evidence = bundle('equivocation')
    const { receipt } = evidence.receipt
    const against = (change: Partial<Receipt>) =>
      proves({ ...evidence, other: [aReceipt({ ...receipt, ...change })] })

    assert.equal(against({ responseHash: `0x${'22'.repeat(32)}` }), true)
    assert.equal(against({}), false)
    assert.equal(against({ taskId: parseTaskId(`0x${'33'.repeat(32)}`) }), false)
    assert.equal(proves(evidence), false)
  })

  it('proves an amount above its quote', () => {
    const { quote } = aQuote()
    const { quoteId, nodeId, modelId } = quote
    const billed = (amount: bigint) => ({
      ...bundle('overcharge', { receipt: { quoteId, nodeId, modelId, inputBytes: 0, amount } }),
      quote: [aQuote()],
    })
    assert.equal(proves(billed(2n)), true)
    assert.equal(proves(billed(1n)), false)
  })
})

describe('decodeEvidence', () => {
  it('gives back what was encoded, under its own name only', () => {
    const evidence = {
      ...bundle('replay'),
      probe: [
        {
          envelope: new Uint8Array(300).fill(1),
          requestKey: new Uint8Array(32).fill(2),
          deadline: 1_800_000_000,
          leaves: [new Uint8Array(14)],
        },
      ],
    }
    const { bytes, hash } = encodeEvidence(evidence)

    assert.deepEqual(decodeEvidence(bytes, hash), evidence)
    assert.throws(
      () =>
        decodeEvidence(
          bytes.map((byte, i) => byte ^ Number(i === 90)),
          hash,
        ),
      {
        code: 'VERIFICATION_FAILED',
      },
    )
  })

  it('holds the leaves of a whole probe', () => {
    const evidence = bundle('replay')
    const [leaf] = evidence.leaves
    const leaves = Array.from({ length: 128 }, () => ({ ...leaf!, path: new Uint8Array(32 * 12) }))
    const { bytes, hash } = encodeEvidence({ ...evidence, leaves })

    assert.equal(decodeEvidence(bytes, hash).leaves.length, 128)
  })
})
