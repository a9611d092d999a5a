/** Puts a node together from its configuration and keys: what `witan run` runs, and tests in their own process. */

import { addressOf } from '#chain/addressOf.ts'
import type { OnChainNode } from '#chain/onChainNode.ts'
import { signTypedData } from '#chain/signTypedData.ts'
import { createRecordVerifier } from '#client/createRecordVerifier.ts'
import type { Config } from '#config/schema.ts'
import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { createNode, type NodeDependencies, type RunningNode } from '#provider/createNode.ts'
import type { ModelEntry } from '#runtime/models/modelEntry.ts'
import { createLogger, type Logger } from '#telemetry/createLogger.ts'
import { peerIdOf } from '#transport/peerKey.ts'

import { openChain } from './openChain.ts'
import { entryOf, readOwnModels } from './ownModels.ts'
import { requireOwnNode } from './ownNode.ts'
import { shippedExperts } from './shippedExperts.ts'

export type ComposeNodeOptions = {
  /** Key of the node's signer; its account also sends the settlements. */
  readonly privateKey: Hex
  /** Transport identity, as registered. */
  readonly peerKey: Uint8Array
  /** Model files to serve. @default those of the configured offers, shipped or the operator's */
  readonly models?: readonly ModelEntry[]
  /** What computes; no configuration can name it. @default the runtime child */
  readonly runtimeProgram?: NodeDependencies['runtimeProgram']
  /** @default as `config.log` says */
  readonly logger?: Logger
}

/**
 * Starts the node of a configuration and returns it once it serves.
 *
 * @throws {WitanError} CONFIG_INVALID when the signer or the peer key is not the registered one; MODEL_UNKNOWN
 * when a model is offered that is not here; and as readDeployment, createChain and createNode.
 */
export async function composeNode(
  config: Config,
  options: ComposeNodeOptions,
): Promise<RunningNode> {
  const { privateKey, peerKey } = options
  const logger = options.logger ?? createLogger(config.log)
  const models = options.models ?? (await modelsOf(config))
  const chain = await openChain(config, privateKey)
  const signer = addressOf(privateKey)
  const node = await requireOwnNode(chain, signer)
  assertPeer(node, peerKey)
  warnOfOffers(logger, { config, node, models })

  return createNode(config, {
    identity: {
      nodeId: node.nodeId,
      signer,
      sign: (data) => signTypedData(privateKey, data),
    },
    chain,
    peerKey,
    models,
    runtimeProgram: options.runtimeProgram,
    verifyRecord: createRecordVerifier(chain),
    logger,
  })
}

/** Returns the files of the models that a configuration offers. @throws {WitanError} MODEL_UNKNOWN. */
async function modelsOf({ offers, dataDir }: Config): Promise<readonly ModelEntry[]> {
  const shipped = await shippedExperts()
  const own = (await readOwnModels(dataDir)).map(entryOf)
  return offers.map(({ role, model }) => {
    const ofRole = (candidate: ModelEntry) => candidate.role === role
    if (model === 'shipped') {
      const expert = shipped.find(ofRole)
      if (expert !== undefined) return expert
      throw new WitanError('MODEL_UNKNOWN', `No expert for ${role} is shipped.`, {
        meta: { role },
      })
    }
    const here = [...own, ...shipped].find((one) => ofRole(one) && one.modelId === model)
    if (here !== undefined) return here
    throw new WitanError(
      'MODEL_UNKNOWN',
      `The configuration offers the model ${model} for ${role}, which is not here. Add it with \`witan models add\`, or remove the offer.`,
      { meta: { role, model } },
    )
  })
}

/** Requesters refuse a node whose peer id is not the registered one, so it would never be asked. */
function assertPeer({ nodeId, peerId }: OnChainNode, peerKey: Uint8Array): void {
  const own = peerIdOf(peerKey)
  if (own === peerId) return
  throw new WitanError(
    'CONFIG_INVALID',
    `Node ${nodeId} is registered with the peer id ${peerId}, but the peer key here is of ${own}. Restore the key that it was registered with.`,
    { meta: { nodeId, registered: peerId, own } },
  )
}

/** Whoever looks for a role asks only the nodes that the chain says offer it. */
function warnOfOffers(
  logger: Logger,
  { config, node, models }: { config: Config; node: OnChainNode; models: readonly ModelEntry[] },
): void {
  for (const { role, model } of config.offers) {
    const modelId =
      model === 'shipped' ? models.find((entry) => entry.role === role)?.modelId : model
    const published = node.offers.some(
      (offer) => offer.role === role && (modelId === undefined || offer.modelId === modelId),
    )
    if (!published) logger.warn('offer is not on chain; stake again to publish it', { role })
  }
  if (!node.active) logger.warn('node is switched off on chain', { nodeId: node.nodeId })
  if (node.room === 0n) logger.warn('stake gives no room for jobs', { nodeId: node.nodeId })
}
