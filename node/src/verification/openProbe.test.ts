import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { keccak256Hex } from '#protocol/hash.ts'
import { parseHash } from '#protocol/ids.ts'
import { raceSeedOf, seedCommitOf } from '#protocol/race.ts'
import { encodeRaceLeaf, leafHashOf, leafKeyOf, leafSaltOf } from '#protocol/raceLeaf.ts'
import { raceRootOf } from '#protocol/raceTranscript.ts'
import { encodeRequestPayload, inputBytesOf } from '#protocol/requestPayload.ts'
import { createSealingKeyPair } from '#sealing/sealingKeyPair.ts'
import { sealRequest } from '#sealing/sealRequest.ts'
import { sodiumReady } from '#sealing/sodium.ts'
import { aSealingContext } from '#testing/aSealingContext.ts'
import { aQuote, aReceipt } from '#testing/messages.ts'
import { aRacedToken } from '#testing/racedTokens.ts'
import type { Evidence } from './evidence.ts'
import { openProbe } from './openProbe.ts'

const SIGNATURE = `0x${'01'.repeat(65)}` as Evidence['receipt']['signature']

describe('openProbe', () => {
  before(sodiumReady)

  /** A whole probe whose request asks for `content`. */
  function aProbe(content: string) {
    const { publicKey } = createSealingKeyPair()
    const context = aSealingContext({ sealingKey: publicKey, maxOutputTokens: 64 })
    const { jobId, taskId, nodeId, mode, modelId } = context
    const raceSalt = crypto.getRandomValues(new Uint8Array(32))
    const messages = [{ speaker: 'user' as const, content }]
    const payload = { messages, maxOutputTokens: 64, raceSalt, temperatureMilli: 1000 }
    const sealed = sealRequest(context, encodeRequestPayload(payload), { keepKey: true })
    const seed = raceSeedOf(context, raceSalt)
    const leafKey = leafKeyOf(raceSalt, taskId)
    const rules = { seed, leafKey, temperatureMilli: 1000 }
    const leaves = Array.from({ length: 5 }, (_, position) =>
      encodeRaceLeaf({ ...aRacedToken(rules, position), position }),
    )
    const root = raceRootOf(leaves.map((leaf, i) => leafHashOf(leafSaltOf(leafKey, i), leaf)))
    const ids = { jobId, taskId, nodeId, mode, modelId }
    const quote = {
      ...aQuote().quote,
      nodeId,
      mode,
      modelId,
      sealingKey: publicKey,
      maxOutputTokens: 64,
    }
    const receipt = {
      ...aReceipt().receipt,
      ...ids,
      quoteId: quote.quoteId,
      inputBytes: inputBytesOf(payload),
      outputTokens: leaves.length,
      requestHash: parseHash(keccak256Hex(sealed.envelope)),
      transcriptRoot: parseHash(root),
      seedCommit: parseHash(seedCommitOf(seed)),
      temperatureMilli: 1000,
    }
    const evidence: Evidence = {
      version: 1,
      kind: 'replay',
      receipt: { receipt, signature: SIGNATURE },
      other: [],
      quote: [{ quote, signature: SIGNATURE }],
      seed,
      leaves: [],
      probe: [
        {
          envelope: sealed.envelope,
          requestKey: sealed.requestKey!,
          deadline: context.deadline,
          leaves,
        },
      ],
    }
    return { context, evidence, probe: evidence.probe[0]! }
  }
  const refused = { code: 'NOT_JUDGEABLE' }

  it('gives back the request that was sent and the leaves that were signed', () => {
    const { context, evidence } = aProbe('what is 1 + 2')
    const { payload, leaves } = openProbe(context, evidence)
    assert.equal(payload.messages[0]?.content, 'what is 1 + 2')
    assert.deepEqual(
      [...leaves.keys()],
      leaves.map(({ position }) => position),
    )
  })

  it('takes no other request for the one that was served', () => {
    const { context, evidence, probe } = aProbe('what is 1 + 2')
    const other = aProbe('what is 3 + 4').probe
    const swap = (change: Partial<typeof probe>): Evidence => ({
      ...evidence,
      probe: [{ ...probe, ...change }],
    })
    assert.throws(() => openProbe(context, swap({ envelope: other.envelope })), refused)
    assert.throws(() => openProbe(context, swap({ requestKey: other.requestKey })), refused)
    assert.throws(() => openProbe(context, swap({ deadline: probe.deadline - 1 })), refused)
  })

  it('takes no other leaves for those that were signed', () => {
    const { context, evidence, probe } = aProbe('what is 1 + 2')
    const leaves = [probe.leaves[1]!, probe.leaves[0]!, ...probe.leaves.slice(2)]
    for (const wrong of [leaves, probe.leaves.slice(1), []])
      assert.throws(
        () => openProbe(context, { ...evidence, probe: [{ ...probe, leaves: wrong }] }),
        refused,
      )
  })

  it('needs the quote that the receipt names, and the whole probe', () => {
    const { context, evidence } = aProbe('what is 1 + 2')
    const [signed] = evidence.quote
    const quote = { ...signed!.quote, quoteId: parseHash(`0x${'77'.repeat(32)}`) }
    const bad: Evidence[] = [
      { ...evidence, quote: [{ ...signed!, quote }] },
      { ...evidence, quote: [] },
      { ...evidence, probe: [] },
      { ...evidence, kind: 'race' },
    ]
    for (const one of bad) assert.throws(() => openProbe(context, one), refused)
  })
})
