/** witan models rm: offers a model no longer, and deletes its file where it was downloaded. */

import { rm } from 'node:fs/promises'
import type { Offer } from '#config/schema.ts'
import { WitanError } from '#protocol/errors.ts'
import type { Command } from '../../context.ts'
import { writeOffers } from '../../editOffers.ts'
import { loadSettings, requireConfigFile } from '../../loadSettings.ts'
import { type OwnModel, readOwnModels, writeOwnModels } from '../../ownModels.ts'
import { shippedExperts } from '../../shippedExperts.ts'

export type RemoveModelOptions = {
  readonly name: string
  readonly keepFile?: boolean
}

export const removeModel: Command<RemoveModelOptions> = async (context, options) => {
  const { output, prompts } = context
  const { config } = loadSettings(context)
  const configFile = requireConfigFile(context)
  const models = await readOwnModels(config.dataDir)
  const model = findModel(models, options.name)
  const rest = models.filter((other) => other !== model)
  const isOurs = model.source !== undefined && !options.keepFile
  const question = `Remove the model ${model.name} for ${model.role}${isOurs ? ' and its file' : ''}?`
  if (!(await prompts.confirm(question))) throw new WitanError('ABORTED', 'Nothing was removed.')

  const successor = await successorOf(model, rest)
  const offered = config.offers.some((offer) => isOf(offer, model))
  // the offer first: a node can run without a model that is listed, not with an offer that has none
  if (offered) await writeOffers(configFile, replace(config.offers, { model, successor }))
  await writeOwnModels(config.dataDir, rest)
  if (isOurs) await rm(model.path, { force: true })

  const { name, role } = model
  const now = offered ? (successor?.name ?? null) : null
  output.result(
    { name, role, fileDeleted: isOurs, nowOffered: now },
    [
      `Removed ${name}.`,
      ...(now === null ? [] : [`${role} is served by ${now} again, from the next start on.`]),
      ...(offered ? ['Run `witan stake 0` to publish the change.'] : []),
    ].join('\n'),
  )
  return 0
}

function findModel(models: readonly OwnModel[], name: string): OwnModel {
  const model = models.find((candidate) => candidate.name === name)
  if (model !== undefined) return model
  const names = models.map((other) => other.name).join(', ')
  throw new WitanError(
    'MODEL_UNKNOWN',
    `No model of yours has the name ${name.slice(0, 80)}. There ${names === '' ? 'is none' : `are: ${names}`}.`,
    { meta: { name: name.slice(0, 80) } },
  )
}

type Successor = { readonly name: string; readonly model: Offer['model'] }

/** Returns who serves the role then: the operator's model before it, or the expert that comes with the program. */
async function successorOf(
  { role }: OwnModel,
  rest: readonly OwnModel[],
): Promise<Successor | undefined> {
  const own = rest.findLast((other) => other.role === role)
  if (own !== undefined) return { name: own.name, model: own.modelId }
  const expert = (await shippedExperts()).find((candidate) => candidate.role === role)
  return expert && { name: expert.name, model: 'shipped' }
}

function replace(
  offers: readonly Offer[],
  { model, successor }: { model: OwnModel; successor: Successor | undefined },
): readonly Offer[] {
  return offers.flatMap((offer) => {
    if (!isOf(offer, model)) return [offer]
    return successor === undefined ? [] : [{ ...offer, model: successor.model }]
  })
}

function isOf(offer: Offer, { role, modelId }: OwnModel): boolean {
  return offer.role === role && offer.model === modelId
}
