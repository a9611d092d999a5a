import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request } from 'node:http'
import { describe, it } from 'node:test'
import { isWitanError } from '#protocol/errors.ts'
import { createHealthServer } from './createHealthServer.ts'
import type { LiveReport } from './liveReport.ts'
import { createMetrics } from './metrics.ts'

const metrics = createMetrics()
const start = (healthy = true) =>
  createHealthServer({ port: 0, metrics, report: () => ({ healthy, unsettled: 5n }) })

type Asked = { host?: string; method?: string; headers?: Readonly<Record<string, string>> }

async function ask(port: number, path: string, options: Asked = {}) {
  const { host = `127.0.0.1:${port}`, method = 'GET', headers } = options
  const all = { ...headers, host }
  const call = request({ host: '127.0.0.1', port, path, method, headers: all }).end()
  const [response] = await once(call, 'response')
  let body = ''
  for await (const chunk of response) body += String(chunk)
  return { status: response.statusCode as number, type: response.headers['content-type'], body }
}

describe('createHealthServer', () => {
  it('answers /health with the report, 200 when the node takes tasks', async () => {
    await using server = await start()
    const { status, body } = await ask(server.port, '/health')
    assert.equal(status, 200)
    assert.deepEqual(JSON.parse(body), { healthy: true, unsettled: '5' })
  })

  it('answers /health with 503 when the node takes none', async () => {
    await using server = await start(false)
    assert.equal((await ask(server.port, '/health')).status, 503)
  })

  it('answers /metrics in the Prometheus format', async () => {
    await using server = await start()
    metrics.tasks.admitted('math')
    metrics.tasks.failed('UNPAID')
    const { body, type } = await ask(server.port, '/metrics')
    assert.match(type!, /text\/plain/)
    assert.match(body, /witan_tasks_admitted_total\{role="math"\} 1/)
    assert.match(body, /witan_tasks_failed_total\{code="UNPAID"\} 1/)
    assert.match(body, /witan_process_resident_memory_bytes \d{7,}/)
  })

  it('refuses a web page that was made to resolve to loopback', async () => {
    await using server = await start()
    for (const host of ['evil.example', `evil.example:${server.port}`, '127.0.0.1.evil.example']) {
      assert.equal((await ask(server.port, '/metrics', { host })).status, 403, host)
    }
    assert.equal((await ask(server.port, '/health', { host: 'localhost' })).status, 200)
  })

  it('serves the live API to its token alone, never under a foreign name', async () => {
    const token = 'f'.repeat(64)
    const live = {
      token,
      report: () => ({ nodeId: 7, vouched: 5n }) as LiveReport,
      pause: () => assert.fail('paused without the token'),
      resume: () => undefined,
    }
    const report = () => ({ healthy: true })
    await using server = await createHealthServer({ port: 0, metrics, report, live })
    const headers = { authorization: `Bearer ${token}` }
    const { status, body } = await ask(server.port, '/live', { headers })
    assert.equal(status, 200)
    assert.deepEqual(JSON.parse(body), { nodeId: 7, vouched: '5' })
    assert.equal((await ask(server.port, '/live')).status, 401)
    assert.equal((await ask(server.port, '/pause', { method: 'POST' })).status, 401)
    const foreign = await ask(server.port, '/live', { headers, host: 'evil.example' })
    assert.equal(foreign.status, 403)
    const preflight = await ask(server.port, '/live', {
      method: 'OPTIONS',
      headers: { origin: 'http://127.0.0.1:3000' },
    })
    assert.deepEqual([preflight.status, preflight.body], [204, ''])
  })

  it('offers nothing else', async () => {
    await using server = await start()
    assert.equal((await ask(server.port, '/health', { method: 'POST' })).status, 405)
    assert.equal((await ask(server.port, '/')).status, 404)
    assert.equal((await ask(server.port, '/live')).status, 404)
  })

  it('refuses a port that is taken with PORT_IN_USE', async () => {
    await using server = await start()
    await assert.rejects(
      createHealthServer({ port: server.port, metrics, report: () => ({ healthy: true }) }),
      (error) => isWitanError(error, 'PORT_IN_USE') && error.meta['port'] === server.port,
    )
  })
})

describe('createMetrics', () => {
  it('names every figure with its unit and says what it is', async () => {
    const text = await createMetrics().render()
    const names = [...text.matchAll(/^# TYPE (\S+) (\S+)/gm)]
    assert.ok(names.length > 15)
    for (const [, name, kind] of names) {
      assert.match(name!, /^witan_/)
      if (kind === 'counter') assert.match(name!, /_total$/)
      else assert.match(name!, /_(seconds|bytes|microdollars|tasks)$/)
    }
  })
})
