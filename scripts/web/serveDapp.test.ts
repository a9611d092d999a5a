import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { withPolicy } from './contentPolicy.ts'
import { type DappServer, serveDapp } from './serveDapp.ts'

const ACCOUNT = `0x${'ab'.repeat(20)}`
const SITE = { rpcUrl: 'http://127.0.0.1:1', deployment: {}, bootstrap: [], faucet: true }

describe('serveDapp', () => {
  const filled: string[] = []
  let folder: string
  let server: DappServer
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'witan-serve-'))
    const out = join(folder, 'out')
    await mkdir(join(out, 'jobs'), { recursive: true })
    await mkdir(join(out, '_next', 'static'), { recursive: true })
    await writeFile(join(folder, 'secret.txt'), 'secret')
    const page = (title: string) => withPolicy(`<html><head></head><body>${title}</body></html>`)
    await writeFile(join(out, 'index.html'), page('home'))
    await writeFile(join(out, 'jobs', 'index.html'), page('jobs'))
    await writeFile(join(out, '404.html'), page('nothing here'))
    await writeFile(join(out, '_next', 'static', 'a.js'), `"${'x'.repeat(5_000)}"`)
    server = await serveDapp({
      folder: out,
      site: () => SITE,
      fill: async (address) => {
        filled.push(address)
      },
    })
  })
  after(async () => {
    await server.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('sends pages with their policy, which nobody may frame', async () => {
    const response = await get('')
    assert.equal(response.status, 200)
    assert.match(await response.text(), /home/)
    const policy = response.headers.get('content-security-policy')!
    assert.match(policy, /^default-src 'none'; script-src 'self'/)
    assert.match(policy, /frame-ancestors 'none'$/)
    assert.equal(response.headers.get('cache-control'), 'no-cache')
  })

  it('adds the slash that a folder lacks and keeps the query', async () => {
    const response = await get('jobs?id=1', { redirect: 'manual' })
    assert.equal(response.status, 308)
    assert.equal(response.headers.get('location'), '/jobs/?id=1')
  })

  it('packs scripts and lets them be kept for ever', async () => {
    const response = await get('_next/static/a.js', { headers: { 'accept-encoding': 'gzip' } })
    assert.equal(response.headers.get('content-encoding'), 'gzip')
    assert.ok(Number(response.headers.get('content-length')) < 500)
    assert.equal((await response.text()).length, 5_002)
    assert.match(response.headers.get('cache-control')!, /immutable/)
  })

  it('says with its own page what is not there', async () => {
    const response = await get('nowhere/')
    assert.equal(response.status, 404)
    assert.match(await response.text(), /nothing here/)
  })

  it('never leaves its folder', async () => {
    for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/%00', '/%']) {
      const { status, body } = await raw({ path })
      assert.equal(status, 404, path)
      assert.doesNotMatch(body, /^secret/)
    }
  })

  it('answers to its own name only, against names that resolve to loopback', async () => {
    assert.equal((await raw({ path: '/', headers: { host: 'evil.example' } })).status, 421)
  })

  it('tells where the network is', async () => {
    const response = await get('witan.json')
    assert.deepEqual(await response.json(), SITE)
    assert.equal(response.headers.get('cache-control'), 'no-store')
  })

  it('fills an account for its own pages, and for nobody else', async () => {
    const origin = server.url.slice(0, -1)
    const ask = (headers: Record<string, string>, body: string) =>
      get('faucet', { method: 'POST', headers, body })
    const address = JSON.stringify({ address: ACCOUNT })
    assert.equal((await ask({}, address)).status, 403)
    assert.equal((await ask({ origin: 'http://evil.example' }, address)).status, 403)
    assert.equal((await ask({ origin }, '{"address":"0x12"}')).status, 400)
    assert.equal((await ask({ origin }, 'no json')).status, 400)
    assert.equal((await ask({ origin }, ' '.repeat(5_000))).status, 413)
    assert.equal((await get('faucet')).status, 405)
    assert.deepEqual(filled, [])

    assert.equal((await ask({ origin }, address)).status, 204)
    assert.deepEqual(filled, [ACCOUNT])
  })

  it('takes no other method', async () => {
    assert.equal((await get('', { method: 'PUT', body: '' })).status, 405)
  })

  function get(path: string, init?: RequestInit): Promise<Response> {
    return fetch(server.url + path, init)
  }

  /** A request whose path and headers are sent as they are. */
  function raw(options: {
    path: string
    headers?: Record<string, string>
  }): Promise<{ status: number; body: string }> {
    const { hostname, port } = new URL(server.url)
    return new Promise((resolve, reject) => {
      request({ hostname, port, ...options }, (response) => {
        let body = ''
        response.setEncoding('utf8').on('data', (text: string) => {
          body += text
        })
        response.on('end', () => resolve({ status: response.statusCode!, body }))
      })
        .on('error', reject)
        .end()
    })
  }
})
