/** Journals of jobs as files: what is needed to finish a job and to reclaim its money after a crash. */

import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { decodeJournal, type Journal } from '#client/journal.ts'
import type { JournalStore } from '#client/ports.ts'
import type { JobId } from '#protocol/ids.ts'

/** Folder of the journals in the data folder. */
const FOLDER = 'jobs'

/** Returns the journals of a data folder. They hold session keys, so only their owner may read them. */
export function createFileJournal(dataDir: string): JournalStore {
  const folder = join(dataDir, FOLDER)
  const fileOf = (jobId: JobId) => join(folder, `${jobId}.json`)
  return {
    save: async (jobId, text) => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const temporary = `${fileOf(jobId)}.new`
      const file = await open(temporary, 'w', 0o600)
      try {
        await file.writeFile(text)
        // On disk before the rename, or a crash could leave an empty journal with money behind it.
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(temporary, fileOf(jobId))
    },
    load: async (jobId) => {
      try {
        return await readFile(fileOf(jobId), 'utf8')
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
  }
}

/** Yields every journal of a data folder. @throws {WitanError} STORE_INVALID when one cannot be read. */
export async function* listJournals(dataDir: string): AsyncGenerator<Journal> {
  const folder = join(dataDir, FOLDER)
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  for (const name of names.filter((one) => one.endsWith('.json')))
    yield decodeJournal(await readFile(join(folder, name), 'utf8'))
}
