import { glob, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withPolicy } from './contentPolicy.ts'

/** Writes the content policy into every page of a build. Returns the number of pages. */
export async function writeCsp(folder: string): Promise<number> {
  let pages = 0
  for await (const name of glob('**/*.html', { cwd: folder })) {
    const path = join(folder, name)
    await writeFile(path, withPolicy(await readFile(path, 'utf8')))
    pages++
  }
  return pages
}
