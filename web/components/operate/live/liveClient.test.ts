import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isWitanError } from '#protocol/errors.ts'
import { createHealthServer } from '#telemetry/createHealthServer.ts'
import type { LiveReport } from '#telemetry/liveReport.ts'
import { askNode, parseLiveReport, parseLiveUrl } from './liveClient.ts'

const TOKEN = 'c'.repeat(64)

function aReport(parts: Partial<LiveReport> = {}): LiveReport {
  return {
    nodeId: 3,
    peerId: '12D3KooWExample',
    addresses: [],
    startedAt: 100,
    at: 160.5,
    accepting: true,
    paused: false,
    running: 0,
    queued: 0,
    slots: 4,
    models: [],
    jobs: [],
    tasks: { running: 0, finished: 1, failed: 0 },
    outputTokens: 12,
    memory: { mainBytes: 1000, runtimeBytes: undefined },
    vouched: 5n,
    settled: 2n,
    errors: [],
    log: [],
    ...parts,
  }
}

describe('parseLiveUrl', () => {
  it('takes an address of this machine however it is typed', () => {
    for (const text of [
      '127.0.0.1:4680',
      ' http://localhost:4680/health ',
      'http://127.0.0.1:4680/',
    ]) {
      assert.equal(parseLiveUrl(text), 'http://127.0.0.1:4680', text)
    }
    assert.equal(parseLiveUrl('localhost'), 'http://127.0.0.1')
  })

  it('refuses every other machine, so that the token is sent nowhere else', () => {
    const foreign = [
      '',
      'https://127.0.0.1:1',
      'http://evil.example:4680',
      'http://127.0.0.1@evil.example',
      'http://me:pw@127.0.0.1:4680',
      'http://127.0.0.1.evil.example',
      'file:///etc/passwd',
      'http://[::1]:4680',
      'not an address',
    ]
    for (const text of foreign) assert.equal(parseLiveUrl(text), undefined, text)
  })
})

describe('parseLiveReport', () => {
  it('refuses what another program answers', () => {
    for (const json of [undefined, null, 'x', {}, { nodeId: 1 }, { ...aReport(), jobs: 1 }]) {
      assert.throws(
        () => parseLiveReport(json, 'http://127.0.0.1:1'),
        (error) => isWitanError(error, 'CONFIG_INVALID'),
      )
    }
  })
})

describe('askNode', () => {
  it('reads a node, pauses it, and gets amounts back whole', async () => {
    let paused = false
    await using server = await createHealthServer({
      port: 0,
      metrics: { contentType: 'text/plain', render: async () => '' },
      report: () => ({ healthy: true }),
      live: {
        token: TOKEN,
        report: () => aReport({ paused, vouched: 2n ** 60n }),
        pause: () => {
          paused = true
        },
        resume: () => undefined,
      },
    })
    const access = { url: server.url, token: TOKEN }
    assert.deepEqual([(await askNode(access, '/live')).vouched, paused], [2n ** 60n, false])
    assert.equal((await askNode(access, '/pause')).paused, true)
    const wrong = askNode({ ...access, token: 'other' }, '/live')
    await assert.rejects(wrong, (error) => isWitanError(error, 'CONFIG_INVALID'))
  })

  it('says that the node is down when nobody answers', async () => {
    const server = await createHealthServer({
      port: 0,
      metrics: { contentType: 'text/plain', render: async () => '' },
      report: () => ({ healthy: true }),
    })
    await server.close()
    const down = askNode({ url: server.url, token: TOKEN }, '/live')
    await assert.rejects(down, (error) => isWitanError(error, 'NODE_OFFLINE'))
  })
})
