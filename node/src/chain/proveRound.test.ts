import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { isWitanError } from '#protocol/errors.ts'
import { type DrandRelay, says, startDrandRelay } from '#testing/drandRelay.ts'
import { type LocalWitan, startLocalWitan } from '#testing/localWitan.ts'
import vectors from '../../../test/vectors/drand.json' with { type: 'json' }
import type { Chain } from './chain.ts'
import { fetchDrandSignature } from './fetchDrandSignature.ts'
import { proveRound } from './proveRound.ts'
import { readBeacon } from './readBeacon.ts'

/** Two hours after the network began: round 1000 was signed an hour before. */
const INITIAL_DATE = '2023-08-23T17:09:27Z'
const [first, second, third] = vectors.beacons.map(({ round, signature, randomness }) => ({
  round: BigInt(round),
  randomness,
  said: { round, signature: signature.slice(2), randomness: randomness.slice(2) },
})) as readonly Vector[] as readonly [Vector, Vector, Vector]
type Vector = {
  readonly round: bigint
  readonly randomness: string
  readonly said: { readonly round: number; readonly signature: string }
}
/** Longer than any machine needs for an answer on loopback. */
const LONG_MS = 120_000

/** Never ends its body; goes on as long as somebody reads. */
const endless: RequestListener = (_, response) => {
  const write = () => {
    while (response.write('a'.repeat(1_000)));
    response.once('drain', write)
  }
  write()
}
/** Takes the request and says nothing. */
const silent: RequestListener = () => undefined

describe('proveRound', () => {
  let witan: LocalWitan
  let chain: Chain
  before(async () => {
    witan = await startLocalWitan({ initialDate: INITIAL_DATE, beacon: 'drand' })
    chain = await witan.connect(witan.localChain.accounts[1])
  })
  after(() => witan?.stop())

  async function prove(
    round: bigint,
    relays: readonly DrandRelay[],
    relayTimeoutMs = LONG_MS,
  ): Promise<unknown> {
    try {
      return await proveRound(chain, {
        round,
        relays: relays.map(({ url }) => url),
        relayTimeoutMs,
      })
    } catch (error) {
      return error
    }
  }

  it('posts what the first relay says whose signature the contract takes, whatever others say', async () => {
    await using honest = await startDrandRelay(says(first.said))
    await using forged = await startDrandRelay(
      says({ ...first.said, signature: second.said.signature }),
    )
    await using other = await startDrandRelay(says(second.said))
    await using never = await startDrandRelay(silent)
    const sent = await prove(first.round, [never, forged, other, honest])
    assert.match((sent as { txHash: string }).txHash, /^0x/)
    assert.deepEqual(await readBeacon(chain, first.round), {
      value: first.randomness,
      missed: false,
    })
    assert.deepEqual(honest.asked, ['1'])
  })

  it('lets the relays go that still keep it waiting', async () => {
    let left: Promise<unknown> | undefined
    await using never = await startDrandRelay((_, response) => {
      left = once(response, 'close')
    })
    await using honest = await startDrandRelay(async (request, response) => {
      // the other was asked before, or its connection would tell nothing
      while (never.asked.length === 0) await new Promise(setImmediate)
      says(second.said)(request, response)
    })
    await prove(second.round, [never, honest])
    assert.equal((await readBeacon(chain, second.round)).value, second.randomness)
    await left
  })

  it('says what each relay did when none gave the round, and what to do', async () => {
    const wrong = { ...third.said, signature: first.said.signature }
    await using forged = await startDrandRelay(says(wrong))
    await using other = await startDrandRelay(says(second.said))
    await using long = await startDrandRelay(endless)
    await using broken = await startDrandRelay((_, response) => response.end('{'))
    await using short = await startDrandRelay(says({ ...third.said, signature: 'ab' }))
    await using off = await startDrandRelay((_, response) => response.writeHead(503).end())
    await using sends = await startDrandRelay((_, response) =>
      response.writeHead(302, { location: `${off.url}/elsewhere` }).end(),
    )
    const gone = await startDrandRelay(silent)
    await gone[Symbol.asyncDispose]()
    const relays = [forged, other, long, broken, short, off, sends, gone]
    const error = await prove(third.round, relays)
    assert.ok(isWitanError(error, 'BEACON_UNREACHABLE'))
    assert.deepEqual(error.meta, { round: '1000', relays: 8 })
    assert.equal(error.retryable, true)
    for (const part of [
      'None of 8 relays gave a signature of round 1000',
      'The signature of relay 1 was refused',
      `${other.url} sent round 123.`,
      `${long.url} sent more than 4096 bytes.`,
      `${broken.url} sent no JSON.`,
      `${short.url} sent no signature of 48 bytes.`,
      `${off.url} answered with status 503.`,
      `${sends.url} did not answer.`,
      `${gone.url} did not answer.`,
      'witan beacon 1000 --signature',
      'chain.drandRelays',
    ]) {
      assert.ok(error.message.includes(part), `${part} is not in: ${error.message}`)
    }
    // nobody is sent on to another place
    assert.deepEqual(off.asked, ['1000'])
    assert.equal((await readBeacon(chain, third.round)).value, undefined)
  })

  it('gives a relay up that takes too long', async () => {
    await using never = await startDrandRelay(silent)
    const error = await prove(third.round, [never], 20)
    assert.ok(isWitanError(error, 'BEACON_UNREACHABLE'))
    assert.ok(error.message.includes(`${never.url} gave no answer in 20 ms.`), error.message)
  })

  it('asks nobody for a round that nobody can have signed', async () => {
    await using honest = await startDrandRelay(says(first.said))
    const error = await prove(10_000_000n, [honest])
    assert.ok(isWitanError(error, 'CONTRACT_REVERTED'))
    assert.match(error.message, /Round 10000000 of drand is signed at 2024-08-04T/)
    assert.deepEqual(honest.asked, [])
  })

  it('names the setting where no relay is configured', async () => {
    const error = await prove(third.round, [])
    assert.ok(isWitanError(error, 'BEACON_UNREACHABLE'))
    assert.match(error.message, /No relay of drand is configured\. Name other relays in chain/)
  })
})

describe('fetchDrandSignature', () => {
  it('gives up when it is told to', async () => {
    await using never = await startDrandRelay(silent)
    const signal = AbortSignal.abort()
    await assert.rejects(fetchDrandSignature(never.url, 1n, { signal }), {
      code: 'BEACON_UNREACHABLE',
    })
  })

  it('takes a relay whose address ends with a slash', async () => {
    await using honest = await startDrandRelay(says(first.said))
    assert.equal(await fetchDrandSignature(`${honest.url}/`, 1n), `0x${first.said.signature}`)
    assert.deepEqual(honest.asked, ['1'])
  })
})
