import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { KadDHTComponents } from '@libp2p/kad-dht'
import { peerIdFromString } from '@libp2p/peer-id'
import { toHex, utf8 } from '#protocol/bytes.ts'
import { encodeMessage } from '#protocol/codec.ts'
import { isWitanError } from '#protocol/errors.ts'
import { keccak256 } from '#protocol/hash.ts'
import { type NodeId, parseAddress, parseNodeId } from '#protocol/ids.ts'
import { CLOCK_SKEW_SECONDS, RECORD_TTL_SECONDS } from '#protocol/limits.ts'
import { type NodeRecord, nodeRecordSchema, type SignedNodeRecord } from '#protocol/nodeRecord.ts'
import type { Signature } from '#protocol/signature.ts'
import { freePort } from '#testing/freePort.ts'
import { addressesOver, aHost } from '#testing/hosts.ts'
import { aNodeRecord } from '#testing/messages.ts'
import type { Host } from '../host.ts'
import { createPeerKey, peerIdOf } from '../peerKey.ts'
import { announceRecord } from './announceRecord.ts'
import { findRecord } from './findRecord.ts'
import { createRecordBook } from './recordBook.ts'

/** A guard against hanging; no test comes near it. */
const BOUNDED = { timeout: 300_000 }
const REGISTRY = parseAddress(`0x${'22'.repeat(20)}`)
const PEER_ID = '12D3KooWQYV9dGMFoRzNStwpXztXaBUjtPqi6aU76ZgUriHhKust'
/** Test clock in Unix seconds, moved by single tests. */
let now = 1_900_000_100

describe('announceRecord and findRecord among 4 hosts', () => {
  const hosts: Host[] = []

  before(async () => {
    const first = await aHost({ dht: 'server', verifyRecord, registry: REGISTRY, now: () => now })
    hosts.push(first)
    const bootstrap = addressesOver(first, 'tcp')
    const join = () =>
      aHost({ dht: 'server', verifyRecord, registry: REGISTRY, now: () => now, bootstrap })
    hosts.push(...(await Promise.all([join(), join(), join()])))
  })
  after(() => Promise.all(hosts.map((host) => host.close())))

  it('announces and finds from any host, and says how long it took', BOUNDED, async (t) => {
    const record = signed({ nodeId: parseNodeId(1) })

    const started = performance.now()
    const confirmed = await announce(hosts[1]!, record)
    const announced = performance.now()
    const found = await Promise.all(hosts.map((host) => find(host, parseNodeId(1))))
    const ended = performance.now()

    assert.ok(confirmed >= 1, `${confirmed} hosts confirmed`)
    for (const each of found) assert.deepEqual(each, record)
    // 2 s and 1 s on a quiet machine; a loaded one has said 7 s, so the clock is told and not judged.
    t.diagnostic(`announced in ${announced - started} ms, found in ${ended - announced} ms`)
  })

  it('finds a record over a DHT client that joins later', BOUNDED, async () => {
    const record = signed({ nodeId: parseNodeId(2) })
    await announce(hosts[0]!, record)
    await using requester = await aHost({
      listen: [],
      dht: 'client',
      verifyRecord,
      registry: REGISTRY,
      now: () => now,
      bootstrap: addressesOver(hosts[0]!, 'tcp'),
    })

    assert.deepEqual(await find(requester, parseNodeId(2)), record)
  })

  it('returns undefined for a node that announced nothing', BOUNDED, async () => {
    assert.equal(await find(hosts[2]!, parseNodeId(99)), undefined)
  })

  it('lets the newest record win, and a replayed older one lose', BOUNDED, async () => {
    const nodeId = parseNodeId(3)
    const older = signed({ nodeId, issuedAt: now - 50, expiresAt: now + 50 })
    const newer = signed({ nodeId, issuedAt: now, expiresAt: now + 100 })
    await announce(hosts[0]!, older)
    await announce(hosts[1]!, newer)

    await putUnchecked(hosts[2]!, nodeId, older)

    for (const host of hosts) assert.deepEqual(await find(host, nodeId), newer)
  })

  it('forgets a record once it has expired', BOUNDED, async () => {
    const nodeId = parseNodeId(4)
    await announce(hosts[0]!, signed({ nodeId, issuedAt: now, expiresAt: now + 10 }))
    assert.notEqual(await find(hosts[3]!, nodeId), undefined)

    now += 10

    for (const host of hosts) assert.equal(await find(host, nodeId), undefined)
  })

  it(
    'refuses poisoned values at the hosts that store and at the hosts that look up',
    BOUNDED,
    async () => {
      const nodeId = parseNodeId(5)
      for (const [name, poison] of Object.entries(poisonsOf(nodeId))) {
        await putUnchecked(hosts[0]!, nodeId, poison)

        for (const host of hosts) {
          assert.equal(await find(host, nodeId), undefined, `${name} was found`)
        }
        if (poison.record.nodeId !== nodeId) continue
        await assert.rejects(announceRecord(hosts[1]!, poison), isWitanError, name)
      }
    },
  )

  it('still finds the true record while a host serves poison', BOUNDED, async () => {
    const nodeId = parseNodeId(6)
    const record = signed({ nodeId })
    await announce(hosts[1]!, record)

    await putUnchecked(hosts[0]!, nodeId, poisonsOf(nodeId).stranger!)

    for (const host of hosts.slice(1)) assert.deepEqual(await find(host, nodeId), record)
  })

  it('keeps no provider records of strangers', BOUNDED, async () => {
    await announce(hosts[1]!, signed({ nodeId: parseNodeId(7) }))
    const cid = peerIdFromString(hosts[1]!.peerId).toCID()
    let told = 0
    for await (const event of hosts[1]!.discovery!.dht.provide(cid)) {
      if (event.name === 'PEER_RESPONSE' && event.messageName === 'ADD_PROVIDER') told++
    }
    assert.ok(told > 0, 'nobody was told')

    const keys = (await Promise.all(hosts.map(storedKeys))).flat()

    assert.ok(keys.some((key) => key.startsWith('/dht/record/')))
    assert.deepEqual(
      keys.filter((key) => key.includes('provider')),
      [],
    )
  })

  it('stores no public key records', BOUNDED, async () => {
    const { dht } = hosts[0]!.discovery!

    assert.throws(() => dht.validators['pk']!(utf8('/pk/x'), new Uint8Array(36)), isWitanError)
  })
})

describe('findRecord', () => {
  it('needs a DHT', BOUNDED, async () => {
    await using host = await aHost()

    await assert.rejects(findRecord(host, parseNodeId(1)), (error) =>
      isWitanError(error, 'CONFIG_INVALID'),
    )
  })

  it('gives up in time when nobody is there, and at once when cancelled', BOUNDED, async () => {
    await using host = await aHost({ dht: 'server' })

    assert.equal(await findRecord(host, parseNodeId(1), { timeoutMs: 100 }), undefined)
    await assert.rejects(
      findRecord(host, parseNodeId(1), { signal: AbortSignal.abort() }),
      (error) => isWitanError(error, 'ABORTED'),
    )
  })
})

describe('keepBootstrapped', () => {
  it(
    'reaches a bootstrap host that starts later, and again once it restarts',
    BOUNDED,
    async () => {
      const peerKey = await createPeerKey()
      const listen = [`/ip4/127.0.0.1/tcp/${await freePort()}`]
      const address = `${listen[0]}/p2p/${peerIdOf(peerKey)}`
      await using host = await aHost({ listen: [], bootstrap: [address] })

      for (const _ of ['starts', 'restarts']) {
        const connected = eventOf(host, 'peer:connect')
        const peer = await aHost({ peerKey, listen })
        await connected
        const disconnected = eventOf(host, 'peer:disconnect')
        await peer.close()
        await disconnected
      }
    },
  )

  it('refuses an address without a peer id', BOUNDED, async () => {
    await assert.rejects(aHost({ bootstrap: ['/ip4/127.0.0.1/tcp/4001'] }), (error) =>
      isWitanError(error, 'CONFIG_INVALID'),
    )
  })
})

describe('createRecordBook', () => {
  const book = createRecordBook({
    chainId: 31337,
    registry: REGISTRY,
    verifyRecord,
    now: () => now,
  })

  it('accepts only keys in their one spelling', async () => {
    const record = signed({ nodeId: parseNodeId(8) })
    const value = book.encode(record)
    assert.deepEqual(await book.accept(book.keyOf(parseNodeId(8)), value), record)

    const prefix = `/witan/31337/${REGISTRY}/`
    for (const key of [
      `${prefix}08`,
      `${prefix}8/`,
      `/witan/1/${REGISTRY}/8`,
      `${prefix}-8`,
      '/pk/x',
    ]) {
      await assert.rejects(book.accept(utf8(key), value), isWitanError, key)
    }
  })

  it('asks the chain only about records that pass every other check', async () => {
    let asked = 0
    const counting = createRecordBook({
      chainId: 31337,
      registry: REGISTRY,
      now: () => now,
      verifyRecord: async () => ++asked > 0,
    })
    const { stranger: _, ...cheap } = poisonsOf(parseNodeId(9))
    for (const poison of Object.values(cheap)) {
      const verdict = counting.accept(counting.keyOf(parseNodeId(9)), counting.encode(poison))
      await assert.rejects(verdict, isWitanError)
    }

    assert.equal(asked, 0)
  })
})

/** Announces until another host confirmed, as a node does; a loaded machine takes longer than one try. */
async function announce(host: Host, record: SignedNodeRecord): Promise<number> {
  for (;;) {
    const confirmed = await announceRecord(host, record)
    if (confirmed > 0) return confirmed
  }
}

/** Looks for longer than a requester would, as a loaded machine needs. */
function find(host: Host, nodeId: NodeId): Promise<SignedNodeRecord | undefined> {
  return findRecord(host, nodeId, { timeoutMs: 60_000 })
}

function poisonsOf(nodeId: NodeId): Record<string, SignedNodeRecord> {
  return {
    stranger: signed({ nodeId }, 'stranger'),
    expired: signed({ nodeId, issuedAt: now - 600, expiresAt: now }),
    'of another node': signed({ nodeId: parseNodeId(nodeId + 1_000) }),
    future: signed({
      nodeId,
      issuedAt: now + CLOCK_SKEW_SECONDS + 1,
      expiresAt: now + RECORD_TTL_SECONDS,
    }),
    eternal: signed({ nodeId, issuedAt: now, expiresAt: now + RECORD_TTL_SECONDS + 1 }),
    'of another peer': signed({ nodeId, addresses: ['/ip4/127.0.0.1/tcp/1/p2p/other'] }),
  }
}

/** Puts a record as a dishonest host does: past its own checks. */
async function putUnchecked(host: Host, nodeId: NodeId, record: SignedNodeRecord): Promise<void> {
  const { dht, records } = host.discovery!
  let answers = 0
  for await (const event of dht.put(records.keyOf(nodeId), records.encode(record))) {
    if (event.name === 'PEER_RESPONSE' || event.name === 'QUERY_ERROR') answers++
  }
  assert.ok(answers > 0, 'the put reached no host')
}

/** A stand-in for secp256k1, which this folder must not import: a hash under the signer's name. */
function sign(record: NodeRecord, signer: string): Signature {
  const hash = keccak256(utf8(signer), encodeMessage(nodeRecordSchema, record, 4_096))
  return toHex(new Uint8Array(65).fill(1).map((_, i) => hash[i % 32]!)) as Signature
}

function signed(changes: Partial<NodeRecord>, signer = 'node'): SignedNodeRecord {
  const record = aNodeRecord({ peerId: PEER_ID, issuedAt: now, expiresAt: now + 600, ...changes })
  return { record, signature: sign(record, signer) }
}

async function verifyRecord({ record, signature }: SignedNodeRecord): Promise<boolean> {
  return signature === sign(record, 'node')
}

/** Returns the keys of all that a host keeps for the DHT. */
async function storedKeys({ libp2p }: Host): Promise<string[]> {
  const { datastore } = (libp2p as unknown as { components: KadDHTComponents }).components
  const entries = await Array.fromAsync(datastore.query({ prefix: '/dht' }))
  return entries.map(({ key }) => key.toString())
}

function eventOf(host: Host, name: 'peer:connect' | 'peer:disconnect'): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  host.libp2p.addEventListener(name, () => resolve(), { once: true })
  return promise
}
