/** The table of attacks in the threat model: complete, and every test that it names is there. */

import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'

const ROOT = join(import.meta.dirname, '../..')
const HEADING = '## 8. Attacks of the verification design'
/** Verification is 1 to 19, sealing 20 to 32. */
const ITEMS = Array.from({ length: 32 }, (_, i) => i + 1)

type Row = { readonly item: number; readonly attack: string; readonly tests: string }

const page = readFileSync(join(ROOT, 'docs/threat-model.md'), 'utf8')
const [, section = ''] = page.split(HEADING)
const rows = section.split('\n').flatMap((line): Row[] => {
  const [, item, attack, , tests] = line.split('|').map((cell) => cell.trim())
  return /^\d+$/.test(item ?? '') ? [{ item: Number(item), attack: attack!, tests: tests! }] : []
})

describe('the table of attacks', () => {
  it('has every item', () => {
    const named = new Set(rows.map(({ item }) => item))
    assert.deepEqual(
      ITEMS.filter((item) => !named.has(item)),
      [],
    )
  })

  for (const { item, attack, tests } of rows) {
    it(`names tests that exist, or says open: ${item}, ${attack}`, () => {
      const named = [...tests.matchAll(/`([^`]+)`/g)].map(([, text]) => text!)
      assert.ok(named.length > 0 || tests.includes('**open**'))
      for (const test of named) {
        const [path, title] = test.split(': ') as [string, string | undefined]
        assert.ok(existsSync(join(ROOT, path)), path)
        if (title === undefined) continue
        assert.ok(readFileSync(join(ROOT, path), 'utf8').includes(title), test)
      }
    })
  }
})
