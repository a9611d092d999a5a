/** What was collected of an expert, kept so that more can be added and statistics be changed without collecting it again. */

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ShippedExpert } from '#runtime/experts/manifest.ts'
import type { Collected } from './collectSamples.ts'
import { type PackedSamples, packSamples, unpackSamples } from './samples.ts'

/** Returns what a folder has of an expert's file; undefined where there is nothing. */
export async function readSamples(
  folder: string,
  expert: ShippedExpert,
): Promise<Collected | undefined> {
  try {
    const packed = JSON.parse(await readFile(pathIn(folder, expert), 'utf8')) as Packed
    const sets = Object.entries(packed).map(([name, set]) => [name, unpackSamples(set)])
    return Object.fromEntries(sets) as Collected
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Keeps samples in a folder, in place of what it had of the same file. */
export async function writeSamples(
  folder: string,
  expert: ShippedExpert,
  collected: Collected,
): Promise<void> {
  const sets = Object.entries(collected).map(([name, set]) => [name, packSamples(set)])
  await mkdir(folder, { recursive: true })
  await writeFile(pathIn(folder, expert), `${JSON.stringify(Object.fromEntries(sets))}\n`)
}

type Packed = Readonly<Record<string, PackedSamples>>

function pathIn(folder: string, { role, sha256 }: ShippedExpert): string {
  return join(folder, `${role}-${sha256.slice(2, 14)}.json`)
}
