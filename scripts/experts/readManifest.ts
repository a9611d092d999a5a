import { readFile } from 'node:fs/promises'
import type { ShippedExpert } from '#runtime/experts/manifest.ts'
import { MANIFEST_FILE } from './paths.ts'

/** Returns the shipped experts as the manifest lists them; none when there is no manifest yet. */
export async function readManifest(): Promise<ShippedExpert[]> {
  try {
    return JSON.parse(await readFile(MANIFEST_FILE, 'utf8')) as ShippedExpert[]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
