import type { Role } from '#protocol/role.ts'
import { identifyModelFile } from '#runtime/models/identifyModelFile.ts'
import { randomModelFile } from '#testing/randomModelFile.ts'
import type { IdentifiedModel } from '../../scripts/devnet/nodeFolder.ts'

/** 12 million parameters: a token takes milliseconds, and the file is written in about a second. */
const SHAPE = { width: 320, layers: 9, heads: 5, hidden: 1024, contextTokens: 1024 }

/** Returns a random model whose answers have as many tokens as are asked for, and take their time. */
export async function slowModel(folder: string, role: Role): Promise<IdentifiedModel> {
  const entry = randomModelFile(folder, { role, framing: 'plain', ...SHAPE })
  const { modelId } = await identifyModelFile(entry.path)
  return { ...entry, modelId }
}
