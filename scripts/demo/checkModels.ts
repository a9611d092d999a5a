import type { Chain } from '#chain/chain.ts'
import { readModel } from '#chain/readModel.ts'
import { readManifest } from '../experts/readManifest.ts'

/** Returns the names of shipped experts of which the chain does not say the role and context of the manifest. */
export async function checkModels(chain: Chain): Promise<readonly string[]> {
  const wrong: string[] = []
  for (const { name, role, contextTokens, modelId } of await readManifest()) {
    const model = await readModel(chain, modelId)
    const isRight = model?.contextTokens === contextTokens && model.roles.join() === role
    if (!isRight) wrong.push(name)
  }
  return wrong
}
