import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'

/** What a browser can't run, or need not load to be a requester. */
const NODE_ONLY = [/^node:/, /^@libp2p\/(tcp|kad-dht|identify|ping)$/]

describe('the requester side of transport', () => {
  it('reaches no module that a browser cannot load', () => {
    const entries = readdirSync(new URL('./protocols/', import.meta.url))
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => new URL(`./protocols/${file}`, import.meta.url))
    const external = externalImportsOf([
      new URL('./createDialerHost.ts', import.meta.url),
      ...entries,
    ])

    assert.ok(external.has('@libp2p/websockets'), 'the walk found the transport that it must find')
    const forbidden = [...external].filter((name) => NODE_ONLY.some((rule) => rule.test(name)))
    assert.deepEqual(forbidden, [])
  })

  it('reaches none either where it looks records up by itself', () => {
    const external = externalImportsOf([new URL('./createWebHost.ts', import.meta.url)])

    assert.ok(external.has('@libp2p/kad-dht'))
    const forbidden = [...external].filter((name) => /^node:|^@libp2p\/tcp$/.test(name))
    assert.deepEqual(forbidden, [])
  })

  it('is told from the node side by this walk', () => {
    const external = externalImportsOf([new URL('./createHost.ts', import.meta.url)])

    assert.ok(external.has('@libp2p/tcp'))
  })
})

/** Returns the packages that files import as values, over all files of ours that they reach. */
function externalImportsOf(entries: readonly URL[]): Set<string> {
  const seen = new Set<string>()
  const external = new Set<string>()
  const visit = (file: URL) => {
    if (seen.has(file.href)) return
    seen.add(file.href)
    for (const [, names, specifier] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      if (names!.startsWith('type ')) continue
      if (specifier!.startsWith('.')) visit(new URL(specifier!, file))
      else if (specifier!.startsWith('#'))
        visit(new URL(`../${specifier!.slice(1)}`, import.meta.url))
      else external.add(specifier!)
    }
  }
  for (const entry of entries) visit(entry)
  return external
}

const IMPORT = /^import ([^'"]+) from '([^']+)'$/gm
