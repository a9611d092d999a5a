/** Runs only while the dApp is built: the help page's words are those of docs/glossary.md. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

export type GlossaryWord = {
  readonly word: string
  readonly meaning: string
  /** What other systems call it; may be empty. */
  readonly elsewhere: string
}

const ROW = /^\| (.+?) \| (.+?) \| ?(.*?) ?\|$/

/** Returns the words of the glossary. @throws Error when its table can't be read. */
export async function readGlossary(): Promise<readonly GlossaryWord[]> {
  const text = await readFile(join(process.cwd(), 'docs', 'glossary.md'), 'utf8')
  const rows = text.split('\n').flatMap((line) => {
    const [, word, meaning, elsewhere] = ROW.exec(line) ?? []
    return word && meaning && !/^(word|-+)$/.test(word)
      ? [{ word, meaning: meaning.replaceAll('`', ''), elsewhere: elsewhere ?? '' }]
      : []
  })
  if (rows.length === 0) throw new Error('docs/glossary.md has no table of words.')
  return rows
}
