import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { keccak256Hex } from '#protocol/hash.ts'
import { MAX_EVIDENCE_BYTES } from '#protocol/limits.ts'
import { aHost } from '#testing/hosts.ts'
import type { Host } from '../host.ts'
import { fetchEvidence } from './fetchEvidence.ts'
import { serveEvidence } from './serveEvidence.ts'

describe('fetchEvidence', () => {
  let server: Host
  let requester: Host
  const largest = new Uint8Array(MAX_EVIDENCE_BYTES).fill(7)
  const forged = keccak256Hex(Uint8Array.of(9))

  before(async () => {
    server = await aHost({ listen: ['/ip4/127.0.0.1/tcp/0'] })
    requester = await aHost({ listen: [] })
    await serveEvidence(server, async (hash) => {
      if (hash === keccak256Hex(largest)) return largest
      return hash === forged ? Uint8Array.of(8) : undefined
    })
  })
  after(async () => {
    await requester?.close()
    await server?.close()
  })
  const fetch = (hash: `0x${string}`) => fetchEvidence(requester, server.addresses(), hash)

  it('brings the largest bundle under its name', async () => {
    assert.deepEqual(await fetch(keccak256Hex(largest)), largest)
  })

  it('says so when a peer does not have it', async () => {
    await assert.rejects(fetch(`0x${'00'.repeat(32)}`), { code: 'EVIDENCE_UNKNOWN' })
  })

  it('takes no other bytes for it', async () => {
    await assert.rejects(fetch(forged), { code: 'VERIFICATION_FAILED' })
  })
})
