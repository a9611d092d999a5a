import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isWitanError } from '#protocol/errors.ts'
import { parseAddress, parseNodeId } from '#protocol/ids.ts'
import { addressesOver, aHost } from '#testing/hosts.ts'
import { aNodeRecord } from '#testing/messages.ts'
import { createWebHost } from './createWebHost.ts'
import { announceRecord } from './discovery/announceRecord.ts'
import { findRecord } from './discovery/findRecord.ts'
import type { Host } from './host.ts'

const REGISTRY = parseAddress(`0x${'11'.repeat(20)}`)
/** A guard against hanging; no test comes near it. */
const BOUNDED = { timeout: 300_000 }
const SIGNATURE = `0x${'ab'.repeat(65)}` as Parameters<typeof announceRecord>[1]['signature']

describe('createWebHost', () => {
  it('finds a record in the DHT over websockets alone', BOUNDED, async () => {
    await using first = await aHost({ dht: 'server' })
    await using second = await aHost({ dht: 'server', bootstrap: addressesOver(first, 'tcp') })
    const record = recordOf(second)
    await announced(second, record)
    await using page = await aPage({ bootstrap: addressesOver(first, 'ws') })

    const found = await findRecord(page, record.record.nodeId, { timeoutMs: 60_000 })
    assert.deepEqual(found, record)
    assert.deepEqual(page.addresses(), [], 'a page cannot be dialed')
  })

  it('believes no record that the registry does not', BOUNDED, async () => {
    await using first = await aHost({ dht: 'server' })
    await using second = await aHost({ dht: 'server', bootstrap: addressesOver(first, 'tcp') })
    const record = recordOf(second)
    await announced(second, record)
    await using page = await aPage({
      bootstrap: addressesOver(first, 'ws'),
      verifyRecord: async () => false,
    })

    assert.equal(await findRecord(page, record.record.nodeId, { timeoutMs: 3_000 }), undefined)
  })

  it('refuses a bootstrap address without a peer id', async () => {
    await assert.rejects(aPage({ bootstrap: ['/ip4/127.0.0.1/tcp/4001/ws'] }), (error) =>
      isWitanError(error, 'CONFIG_INVALID'),
    )
  })
})

function aPage(changes: Partial<createWebHost.Options>): Promise<Host> {
  return createWebHost({
    bootstrap: [],
    chainId: 31337,
    registry: REGISTRY,
    verifyRecord: async () => true,
    ...changes,
  })
}

function recordOf(host: Host): Parameters<typeof announceRecord>[1] {
  const now = Math.floor(Date.now() / 1000)
  const record = aNodeRecord({
    nodeId: parseNodeId(7),
    peerId: host.peerId,
    addresses: host.addresses(),
    issuedAt: now,
    expiresAt: now + 300,
  })
  return { record, signature: SIGNATURE }
}

/** Announces until another host confirmed, as a node does whose table is still empty. */
async function announced(host: Host, record: Parameters<typeof announceRecord>[1]): Promise<void> {
  while ((await announceRecord(host, record)) === 0);
}
