import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Chain } from '#chain/chain.ts'
import { createLogger } from '#telemetry/createLogger.ts'
import { says, startDrandRelay } from '#testing/drandRelay.ts'
import { type LocalWitan, startLocalWitan } from '#testing/localWitan.ts'
import vectors from '../../../test/vectors/drand.json' with { type: 'json' }
import { awaitBeacon } from './awaitBeacon.ts'
import type { Verifier } from './verifier.ts'

/** Two hours after the network began. */
const INITIAL_DATE = '2023-08-23T17:09:27Z'

describe('awaitBeacon', () => {
  let witan: LocalWitan
  let chain: Chain
  let pauses = 0
  before(async () => {
    witan = await startLocalWitan({ initialDate: INITIAL_DATE, beacon: 'drand' })
    chain = await witan.connect(witan.localChain.accounts[1])
  })
  after(() => witan?.stop())

  function aVerifier(relay: string): Verifier {
    pauses = 0
    const parts: Partial<Verifier> = {
      chain,
      drandRelays: [relay],
      pause: async () => void pauses++,
      logger: createLogger({ level: 'silent' }),
    }
    return parts as Verifier
  }
  const signal = AbortSignal.timeout(200_000)
  const [one, two] = vectors.beacons.map(({ round, signature, randomness }) => ({
    round: BigInt(round),
    randomness,
    said: { round, signature: signature.slice(2) },
  }))

  it('fetches a round of drand and makes the chain keep it, however often the relay was down', async () => {
    let left = 3
    await using relay = await startDrandRelay((request, response) => {
      if (left-- > 0) response.writeHead(503).end()
      else says(one!.said)(request, response)
    })
    assert.equal(await awaitBeacon(aVerifier(relay.url), one!.round, signal), one!.randomness)
    assert.equal(relay.asked.length, 4)
    assert.equal(pauses, 2 + 4 + 8, 'relays are asked less and less often')
    // it stands on chain now, and nobody is asked again
    assert.equal(await awaitBeacon(aVerifier(relay.url), one!.round, signal), one!.randomness)
    assert.equal(relay.asked.length, 4)
  })

  it('gives up after some looks where the caller has other cases', async () => {
    await using relay = await startDrandRelay((_, response) => response.writeHead(503).end())
    const looking = awaitBeacon(aVerifier(relay.url), two!.round, signal, 3)
    await assert.rejects(looking, { code: 'BEACON_UNREACHABLE' })
    assert.equal(relay.asked.length, 3)
  })
})
