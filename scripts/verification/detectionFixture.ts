/** Samples that a test judges again, so that a change of the statistics shows. */

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ShippedExpert } from '#runtime/experts/manifest.ts'
import type { Thresholds } from '#verification/thresholds.ts'
import type { Cheat } from './cheats.ts'
import type { Collected } from './collectSamples.ts'
import { type PackedSamples, packSamples, unpackSamples } from './samples.ts'

const FILE = join(import.meta.dirname, '../../test/fixtures/detection.json')

type Fixture = {
  readonly role: string
  /** Of the model that they are of; it need not be the shipped one any more. */
  readonly sha256: string
  readonly thresholds: Pick<Thresholds, 'perTokens'>
  readonly samples: Readonly<Record<'honest' | Cheat, PackedSamples>>
}

/** Writes the fixture. */
export async function writeFixture(
  { role, sha256 }: ShippedExpert,
  { perTokens }: Pick<Thresholds, 'perTokens'>,
  collected: Collected,
): Promise<void> {
  const samples = Object.fromEntries(
    Object.entries(collected).map(([name, set]) => [name, packSamples(set)]),
  )
  const fixture = { role, sha256, thresholds: { perTokens }, samples }
  await writeFile(FILE, `${JSON.stringify(fixture)}\n`)
}

/** Returns what the fixture holds. */
export async function readFixture(): Promise<Pick<Fixture, 'thresholds'> & { samples: Collected }> {
  const { thresholds, samples } = JSON.parse(await readFile(FILE, 'utf8')) as Fixture
  const unpacked = Object.fromEntries(
    Object.entries(samples).map(([name, set]) => [name, unpackSamples(set)]),
  )
  return { thresholds, samples: unpacked as Collected }
}
