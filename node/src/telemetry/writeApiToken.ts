import { randomBytes } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Holds the token of the running node's live API. */
export const API_TOKEN_FILE = 'api.token'

const TOKEN_BYTES = 32

export type ApiToken = AsyncDisposable & { readonly token: string }

/** Writes a fresh token into a data folder, readable by its owner alone; disposing of it removes the file. */
export async function writeApiToken(dataDir: string): Promise<ApiToken> {
  const file = join(dataDir, API_TOKEN_FILE)
  const token = randomBytes(TOKEN_BYTES).toString('hex')
  const fresh = `${file}.new`
  // A file that is there keeps its mode, so it is never written into.
  await rm(fresh, { force: true })
  await writeFile(fresh, `${token}\n`, { mode: 0o600, flag: 'wx' })
  await rename(fresh, file)
  return { token, [Symbol.asyncDispose]: () => rm(file, { force: true }) }
}
