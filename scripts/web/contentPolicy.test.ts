import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import { policyIn, withPolicy } from './contentPolicy.ts'

const PAGE =
  '<!DOCTYPE html><html><head><meta charSet="utf-8"/><script>theme()</script><script src="/a.js"></script></head><body><script>theme()</script><script>go("<b>")</script></body></html>'

const hash = (script: string) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`

describe('withPolicy', () => {
  it('allows exactly the scripts that are in the page', () => {
    const policy = policyIn(withPolicy(PAGE))!
    const scripts = /script-src ([^;]+)/.exec(policy)![1]!.split(' ')
    assert.deepEqual(scripts, ["'self'", "'wasm-unsafe-eval'", hash('theme()'), hash('go("<b>")')])
  })

  it('stands before the first script, after the character set', () => {
    const html = withPolicy(PAGE)
    assert.match(html, /<head><meta charSet="utf-8"\/><meta http-equiv="Content-Security-Policy"/)
  })

  it('gives the same page when it is written twice', () => {
    assert.equal(withPolicy(withPolicy(PAGE)), withPolicy(PAGE))
  })

  it('refuses a page without a head', () => {
    assert.throws(() => withPolicy('<p>no page</p>'), /no head/)
  })

  it('lets a page talk to this server, chain and nodes on loopback only', () => {
    assert.match(
      policyIn(withPolicy(PAGE))!,
      /connect-src 'self' ws:\/\/127\.0\.0\.1:\* http:\/\/127\.0\.0\.1:\*;/,
    )
  })
})
