/** witan models ls: every model that is here, whether it is offered, and whether its file still is. */

import { stat } from 'node:fs/promises'
import type { Command } from '../../context.ts'
import { formatTable } from '../../formatTable.ts'
import { loadSettings } from '../../loadSettings.ts'
import { type OwnModel, readOwnModels } from '../../ownModels.ts'
import { shippedExperts } from '../../shippedExperts.ts'

export const listModels: Command<object> = async (context) => {
  const { config } = loadSettings(context)
  const [shipped, own] = [await shippedExperts(), await readOwnModels(config.dataDir)]
  const offered = (role: string, model: string) =>
    config.offers.some((offer) => offer.role === role && offer.model === model)
  const models = [
    ...shipped.map(({ name, role, modelId, path }) => ({
      name,
      role,
      modelId,
      source: 'shipped',
      path,
      offered: offered(role, 'shipped') || offered(role, modelId),
      file: 'here' as const,
    })),
    ...(await Promise.all(
      own.map(async ({ addedAt: _, ...model }) => ({
        ...model,
        source: model.source ?? model.path,
        offered: offered(model.role, model.modelId),
        file: await fileState(model),
      })),
    )),
  ]
  context.output.result(
    { models },
    formatTable([
      ['role', 'name', 'offered', 'file', 'writes', 'source'],
      ...models.map((model) => [
        model.role,
        model.name,
        model.offered ? 'yes' : 'no',
        model.file,
        'benchmark' in model ? `${model.benchmark.decodeTokensPerSecond} tokens/s` : '',
        model.source,
      ]),
    ]),
  )
  return 0
}

/** A node checks the whole hash at its start; the size shows most accidents at once. */
async function fileState({
  path,
  bytes,
}: Pick<OwnModel, 'path' | 'bytes'>): Promise<'here' | 'missing' | 'changed'> {
  try {
    return (await stat(path)).size === bytes ? 'here' : 'changed'
  } catch {
    return 'missing'
  }
}
