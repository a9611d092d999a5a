import { rmSync } from 'node:fs'
import { cp, mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Package of the engine's binaries for this kind of machine; it has one library of arithmetic per family of processors. */
export const BINARIES = `@node-llama-cpp/${process.platform}-${process.arch}`

/** Name of a library's file. */
const LIBRARY = /^libggml-cpu-(\w+)\.so$/

const mirrors = new Map<string, Promise<string>>()
const folders: string[] = []
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** Returns the names of the libraries that came with the engine; none where it has only one for all machines. */
export async function listLibraries(): Promise<readonly string[]> {
  const folder = packageFolder()
  if (folder === undefined) return []
  const files = await readdir(folder, { recursive: true })
  return files.flatMap((file) => LIBRARY.exec(file.split('/').at(-1)!)?.[1] ?? []).sort()
}

/**
 * Returns the main file of a copy of the engine's binaries that has a single library, so that no other can be chosen.
 * The copy is gone when this process ends.
 *
 * @param library - One of `listLibraries`.
 */
export async function mirrorLibrary(library: string): Promise<string> {
  const mirror = mirrors.get(library) ?? copyWith(library)
  mirrors.set(library, mirror)
  return await mirror
}

async function copyWith(library: string): Promise<string> {
  const from = packageFolder()
  if (from === undefined || !(await listLibraries()).includes(library)) {
    throw new Error(`The engine has no library ${library} for this kind of machine.`)
  }
  const folder = await mkdtemp(join(tmpdir(), `witan-${library}-`))
  folders.push(folder)
  const isWanted = (file: string) => {
    const name = LIBRARY.exec(file.split('/').at(-1)!)?.[1]
    return name === undefined || name === library
  }
  await cp(from, folder, { recursive: true, filter: isWanted })
  return join(folder, 'dist', 'index.js')
}

function packageFolder(): string | undefined {
  try {
    return dirname(dirname(fileURLToPath(import.meta.resolve(BINARIES))))
  } catch {
    return undefined
  }
}
