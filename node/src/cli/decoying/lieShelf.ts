/** The lies of a decoy in its data folder, one file each, until they are reported or too old to be. */

import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type DecoyLie, parseDecoyLie } from '#runtime/child/decoyLie.ts'

/** Its presence says that the folder's owner agreed to a decoy before. */
const FOLDER = 'decoy'

export type LieShelf = {
  readonly folder: string
  readonly list: () => Promise<readonly DecoyLie[]>
  readonly forget: (lie: DecoyLie) => Promise<void>
}

/** Returns whether the node of a data folder served as a decoy before. */
export async function wasDecoy(dataDir: string): Promise<boolean> {
  return (await readdir(dataDir)).includes(FOLDER)
}

/** Returns the shelf of a data folder, which is made where it is missing. @throws {WitanError} STORE_INVALID from list. */
export async function openLieShelf(dataDir: string): Promise<LieShelf> {
  const folder = join(dataDir, FOLDER)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const fileOf = ({ taskId }: Pick<DecoyLie, 'taskId'>) => join(folder, `${taskId}.json`)
  return {
    folder,
    list: async () => {
      const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
      return await Promise.all(
        names.map(async (name) => parseDecoyLie(await readFile(join(folder, name), 'utf8'))),
      )
    },
    forget: (lie) => rm(fileOf(lie), { force: true }),
  }
}
