import type { Chain } from '#chain/chain.ts'
import { readModel } from '#chain/readModel.ts'
import { registerModel } from '#chain/registerModel.ts'
import { isWitanError, WitanError } from '#protocol/errors.ts'
import type { RuntimeModel } from '#runtime/runtime.ts'
import type { Logger } from '#telemetry/createLogger.ts'

/** Most end tokens that the registry keeps of a model. */
const MAX_STOP_TOKENS = 4

/**
 * Checks that the chain says of each model what the engine says, and registers what is not there. The court judges where
 * an answer ends by the registry, and whoever comes first may write anything there: a wrong record would turn honest
 * answers into faults.
 *
 * @param chain - Its account pays the fee of a registration, where it can.
 * @param models - As the runtime loaded them.
 * @throws {WitanError} MODEL_INVALID when the registry contradicts the engine; CHAIN_UNREACHABLE.
 */
export async function assertRegistered(
  chain: Chain,
  models: readonly RuntimeModel[],
  logger: Logger,
): Promise<void> {
  for (const model of models) {
    const found = (await readModel(chain, model.modelId)) ?? (await register(chain, model, logger))
    if (found === undefined || model.endTokens === undefined) continue
    const [own, registered] = [model.endTokens.join(), found.stopTokens.join()]
    if (own === registered) continue
    throw new WitanError(
      'MODEL_INVALID',
      `The registry says that ${model.name} ends an answer with the tokens ${registered}; the engine says ${own}. Honest answers could be punished: offer another file or another build of it.`,
      { meta: { modelId: model.modelId, own, registered } },
    )
  }
}

/** Returns what the registry says then; undefined when it can't be registered from here. */
async function register(chain: Chain, model: RuntimeModel, logger: Logger) {
  const { modelId, role, contextTokens, parts, endTokens = [] } = model
  const isPossible = endTokens.length >= 1 && endTokens.length <= MAX_STOP_TOKENS
  try {
    if (parts !== undefined && isPossible) {
      const about = { roles: [role], contextTokens, stopTokens: endTokens, licence: 'NOASSERTION' }
      const { txHash } = await registerModel(chain, { parts, ...about })
      logger.info('model registered', { modelId, txHash })
    }
  } catch (error) {
    // somebody may just have registered it; nobody is kept from serving for want of a dollar
    if (!isWitanError(error)) throw error
    logger.debug('model not registered', { modelId, code: error.code })
  }
  const found = await readModel(chain, modelId)
  if (found === undefined) {
    logger.warn('model is not in the registry; its node can register it with a dollar', { modelId })
  }
  return found
}
