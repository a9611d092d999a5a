import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { answerLive, isLivePath, type LiveApi } from './liveApi.ts'
import type { LiveReport } from './liveReport.ts'

const TOKEN = 'a'.repeat(64)

function anApi() {
  let paused = false
  const api: LiveApi = {
    token: TOKEN,
    report: () => ({ paused }) as LiveReport,
    pause: () => {
      paused = true
    },
    resume: () => {
      paused = false
    },
  }
  return api
}

const authorization = `Bearer ${TOKEN}`
const origin = 'http://127.0.0.1:4000'

describe('answerLive', () => {
  it('reports to whoever shows the token', () => {
    const { status, body } = answerLive(anApi(), {
      method: 'GET',
      path: '/live',
      headers: { authorization },
    })
    assert.deepEqual([status, body], [200, { paused: false }])
  })

  it('pauses and resumes, and says what is so now', () => {
    const api = anApi()
    const post = (path: string) =>
      answerLive(api, { method: 'POST', path, headers: { authorization } })
    assert.deepEqual(post('/pause').body, { paused: true })
    assert.deepEqual(post('/pause').body, { paused: true })
    assert.deepEqual(post('/resume').body, { paused: false })
  })

  it('answers 401 without the token or with another one, and does nothing', () => {
    const api = anApi()
    const wrong = [
      undefined,
      '',
      TOKEN,
      `Basic ${TOKEN}`,
      'Bearer ',
      `Bearer ${TOKEN}b`,
      `${authorization} x`,
    ]
    for (const value of wrong) {
      const headers = { ...(value !== undefined && { authorization: value }) }
      const { status } = answerLive(api, { method: 'POST', path: '/pause', headers })
      assert.equal(status, 401, String(value))
    }
    assert.equal(api.report().paused, false)
  })

  it('lets pages of this machine read, by the name of the one that asks', () => {
    for (const own of [origin, 'http://localhost:3000', 'http://localhost']) {
      const headers = { authorization, origin: own }
      const answer = answerLive(anApi(), { method: 'GET', path: '/live', headers })
      assert.equal(answer.status, 200)
      assert.equal(answer.headers['access-control-allow-origin'], own)
      assert.equal(answer.headers['vary'], 'origin')
    }
  })

  it('refuses pages of any other origin even with the token', () => {
    const foreign = [
      'https://evil.example',
      'http://127.0.0.1.evil.example',
      'http://127.0.0.1:80@evil.example',
      'https://127.0.0.1:4000',
      'http://127.0.0.2:4000',
      'null',
      'file://',
    ]
    const api = anApi()
    for (const value of foreign) {
      const headers = { authorization, origin: value }
      const answer = answerLive(api, { method: 'POST', path: '/pause', headers })
      assert.equal(answer.status, 403, value)
      assert.equal(answer.headers['access-control-allow-origin'], undefined)
    }
    assert.equal(api.report().paused, false)
  })

  it('answers a preflight without a token, and tells nothing by it', () => {
    const answer = answerLive(anApi(), { method: 'OPTIONS', path: '/live', headers: { origin } })
    assert.deepEqual([answer.status, answer.body], [204, undefined])
    assert.equal(answer.headers['access-control-allow-headers'], 'authorization')
    const foreign = { origin: 'https://evil.example' }
    const refused = answerLive(anApi(), { method: 'OPTIONS', path: '/live', headers: foreign })
    assert.equal(refused.status, 403)
  })

  it('takes each path by its own method only', () => {
    const headers = { authorization }
    for (const [path, method] of [
      ['/live', 'POST'],
      ['/pause', 'GET'],
      ['/resume', 'DELETE'],
    ] as const) {
      assert.equal(answerLive(anApi(), { method, path, headers }).status, 405)
    }
    assert.ok(isLivePath('/live'))
    assert.ok(!isLivePath('/toString') && !isLivePath('/health'))
  })
})
