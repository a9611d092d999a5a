import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Returns the files under a folder whose bytes hold a text, in UTF-8 or UTF-16. */
export function searchFiles(folder: string, text: string): readonly string[] {
  const needles = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path)
      return needles.some((needle) => bytes.includes(needle))
    })
}
