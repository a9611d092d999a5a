import type { Offer } from '#config/schema.ts'
import { WitanError } from '#protocol/errors.ts'
import type { ModelId } from '#protocol/ids.ts'
import type { Role } from '#protocol/role.ts'
import type { RuntimeModel } from '#runtime/runtime.ts'
import type { Provider } from './provider.ts'

/**
 * Returns the configured offer for a role and the loaded model that serves it.
 *
 * @param modelId - Where given, the model must be this one.
 * @throws {WitanError} MODEL_UNKNOWN when the node offers none, or it is not loaded.
 */
export function findOffer(
  { offers, runtime }: Pick<Provider, 'offers' | 'runtime'>,
  role: Role,
  modelId?: ModelId,
): { readonly offer: Offer; readonly model: RuntimeModel } {
  for (const offer of offers) {
    if (offer.role !== role) continue
    const model = runtime
      .models()
      .find(
        (loaded) =>
          loaded.role === role &&
          (offer.model === 'shipped' ? isShipped(loaded) : loaded.modelId === offer.model) &&
          (modelId === undefined || loaded.modelId === modelId),
      )
    if (model) return { offer, model }
  }
  throw new WitanError(
    'MODEL_UNKNOWN',
    `This node serves no such model for the role ${role}. Choose a node that offers it.`,
    { meta: { role, modelId } },
  )
}

/** A model that its own template asks was brought by the operator, and has its own offer. */
function isShipped({ framing = 'expert' }: RuntimeModel): boolean {
  return framing === 'expert'
}
