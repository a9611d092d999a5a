import { createHash } from 'node:crypto'
import { glob, readFile } from 'node:fs/promises'
import path from 'node:path'

/**
 * Returns a hash of every contract source and of the compiler's settings, so that a record or a generated file
 * can say which sources it was made from.
 *
 * @param root - Folder of the repository.
 * @returns sha256 as 0x and 64 hex digits.
 */
export async function sourceHash(root: string): Promise<`0x${string}`> {
  const files: string[] = []
  for await (const file of glob('contracts/**/*.sol', { cwd: root })) {
    if (!file.startsWith(path.join('contracts', 'mocks'))) files.push(file)
  }
  const hash = createHash('sha256')
  for (const file of [...files.sort(), 'contracts/compiler.json']) {
    const text = await readFile(path.join(root, file), 'utf8')
    hash.update(`${file.split(path.sep).join('/')}\0${text.length}\0`).update(text)
  }
  return `0x${hash.digest('hex')}`
}
