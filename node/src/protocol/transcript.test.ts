import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fromHex, type Hex, toHex, u32 } from './bytes.ts'
import { keccak256 } from './hash.ts'
import { parseTaskId } from './ids.ts'
import { createTranscript, transcriptRoot } from './transcript.ts'

const TASK = parseTaskId(`0x${'7a'.repeat(32)}`)

/** The tree as the module's description says it: level by level, an odd node is promoted. */
function rootByLevels(tokens: readonly number[]): Hex {
  let level = tokens.map((token, position) =>
    keccak256(Uint8Array.of(0), fromHex(TASK), u32(position), u32(token)),
  )
  while (level.length > 1) {
    level = level.flatMap((node, i) => {
      if (i % 2 === 1) return []
      const right = level[i + 1]
      return [right ? keccak256(Uint8Array.of(1), node, right) : node]
    })
  }
  return level[0] ? toHex(level[0]) : `0x${'00'.repeat(32)}`
}

describe('transcript', () => {
  it('gives the root of the described tree for every number of tokens up to 140', () => {
    const grown = createTranscript(TASK)
    const tokens: number[] = []
    for (let count = 0; count <= 140; count++) {
      assert.equal(grown.root(), rootByLevels(tokens), `${count} tokens`)
      assert.equal(transcriptRoot(TASK, tokens), grown.root())
      const token = (count * 2_654_435_761) % 2 ** 32
      tokens.push(token)
      grown.push(token)
    }
  })

  it('binds task, position, value and number of tokens', () => {
    const other = parseTaskId(`0x${'7b'.repeat(32)}`)
    const roots = [
      transcriptRoot(TASK, [1, 2, 3]),
      transcriptRoot(other, [1, 2, 3]),
      transcriptRoot(TASK, [2, 1, 3]),
      transcriptRoot(TASK, [1, 2]),
      transcriptRoot(TASK, [1, 2, 3, 3]),
      transcriptRoot(TASK, [1, 2, 4]),
    ]

    assert.equal(new Set(roots).size, roots.length)
  })

  it('has a fixed root that never changes', () => {
    assert.equal(
      transcriptRoot(TASK, [0, 1, 0xffff_ffff]),
      '0x3375fb81d54f9afa489ba43ff2d1d78fe8e16ac3d6ca01a6b9e643fa34cc2e3e',
    )
  })
})
