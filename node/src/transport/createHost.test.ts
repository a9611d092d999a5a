import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isWitanError } from '#protocol/errors.ts'
import { aHost } from '#testing/hosts.ts'
import { createDialerHost } from './createDialerHost.ts'
import { createPeerKey, peerIdOf } from './peerKey.ts'

/** A guard against hanging; no test comes near it. */
const BOUNDED = { timeout: 300_000 }

describe('createHost', () => {
  it('listens on both transports under the peer id of its key', BOUNDED, async () => {
    const peerKey = await createPeerKey()
    await using host = await aHost({ peerKey })

    assert.equal(host.peerId, peerIdOf(peerKey))
    assert.equal(host.addresses().length, 2)
    for (const address of host.addresses()) {
      assert.match(address, new RegExp(`^/ip4/127.0.0.1/tcp/\\d+(/ws)?/p2p/${host.peerId}$`))
    }
  })

  it(
    'says PORT_IN_USE for a taken port of either transport, and leaves nothing open',
    BOUNDED,
    async () => {
      await using first = await aHost()

      for (const address of first.addresses()) {
        const taken = address.slice(0, address.indexOf('/p2p/'))
        for (const listen of [[taken], ['/ip4/127.0.0.1/tcp/0', taken]]) {
          await assert.rejects(aHost({ listen }), (error) => isWitanError(error, 'PORT_IN_USE'))
        }
      }
    },
  )

  it('says CONFIG_INVALID for an address that cannot be listened on', BOUNDED, async () => {
    for (const listen of [['nonsense'], ['/ip4/127.0.0.1/udp/0']]) {
      await assert.rejects(aHost({ listen }), (error) => isWitanError(error, 'CONFIG_INVALID'))
    }
  })

  it(
    'says KEYSTORE_INVALID for bytes that are no ed25519 key, without showing them',
    BOUNDED,
    async () => {
      for (const peerKey of [new Uint8Array(0), new Uint8Array(68).fill(1)]) {
        await assert.rejects(aHost({ peerKey }), (error) => isWitanError(error, 'KEYSTORE_INVALID'))
      }
    },
  )

  it('takes 30 peers that dial at the same moment from one address', BOUNDED, async () => {
    await using host = await aHost()
    const dialers = await Promise.all(Array.from({ length: 30 }, () => createDialerHost()))
    const [address] = host.libp2p.getMultiaddrs().filter((each) => String(each).includes('/ws/'))

    const dials = await Promise.allSettled(dialers.map(({ libp2p }) => libp2p.dial(address!)))
    await Promise.all(dialers.map((dialer) => dialer.close()))

    assert.deepEqual(new Set(dials.map(({ status }) => status)), new Set(['fulfilled']))
  })
})

describe('createDialerHost', () => {
  it('listens nowhere and has a new peer id each time', BOUNDED, async () => {
    await using first = await createDialerHost()
    await using second = await createDialerHost()

    assert.deepEqual(first.addresses(), [])
    assert.notEqual(first.peerId, second.peerId)
  })
})
