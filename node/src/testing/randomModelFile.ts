import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toHex } from '#protocol/bytes.ts'
import { sha256 } from '#protocol/hash.ts'
import type { Role } from '#protocol/role.ts'
import type { Framing, ModelEntry } from '#runtime/models/modelEntry.ts'
import { type RandomGgufOptions, randomGguf } from './randomGguf.ts'

/** Writes a random-weight model into a folder and returns its entry. */
export function randomModelFile(
  folder: string,
  options: RandomGgufOptions & { readonly role: Role; readonly framing?: Framing },
): ModelEntry {
  const { role, framing, seed = 1 } = options
  const bytes = randomGguf(options)
  const name = `random-${role}-${seed}`
  const path = join(folder, `${name}.gguf`)
  writeFileSync(path, bytes)
  return { role, name, path, sha256: toHex(sha256(bytes)), ...(framing && { framing }) }
}
