/** The node of a data folder, as the chain knows it. */

import { readFile } from 'node:fs/promises'
import type { Chain } from '#chain/chain.ts'
import { listNodes } from '#chain/listNodes.ts'
import type { Offer } from '#chain/offer.ts'
import type { OnChainNode } from '#chain/onChainNode.ts'
import type { Config } from '#config/schema.ts'
import { WitanError } from '#protocol/errors.ts'
import { type Address, parseAddress } from '#protocol/ids.ts'
import { shippedExperts } from './shippedExperts.ts'

/** Returns the node that a signer signs for; undefined while it is not registered. */
export async function findOwnNode(chain: Chain, signer: Address): Promise<OnChainNode | undefined> {
  return (await listNodes(chain)).find((node) => node.signer === signer)
}

/** Returns the node that a signer signs for. @throws {WitanError} INPUT_INVALID while it is not registered. */
export async function requireOwnNode(chain: Chain, signer: Address): Promise<OnChainNode> {
  const node = await findOwnNode(chain, signer)
  if (node !== undefined) return node
  throw new WitanError(
    'CONFIG_INVALID',
    `No node on chain ${chain.deployment.chainId} has the signer ${signer}. Run \`witan stake <amount>\` first.`,
    { meta: { signer } },
  )
}

/**
 * Returns the account of a keystore without opening it.
 *
 * @throws {WitanError} KEYSTORE_MISSING; KEYSTORE_INVALID when it is no keystore or names no account.
 */
export async function readKeystoreAddress(path: string): Promise<Address> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    throw new WitanError('KEYSTORE_MISSING', `There is no keystore at ${path}.`, {
      cause,
      meta: { path },
    })
  }
  try {
    const { address } = JSON.parse(text) as { address: string }
    return parseAddress(`0x${address.replace(/^0x/, '')}`)
  } catch {
    throw new WitanError('KEYSTORE_INVALID', `${path} is not a Web3 keystore with an address.`, {
      meta: { path },
    })
  }
}

/**
 * Returns what a node of this configuration offers, as the registry takes it.
 *
 * @throws {WitanError} MODEL_UNKNOWN when a shipped expert is asked for that does not exist; and what shippedExperts throws.
 */
export async function offersOf(config: Config): Promise<readonly Offer[]> {
  const shipped = config.offers.some(({ model }) => model === 'shipped')
    ? await shippedExperts()
    : []
  return config.offers.map((offer) => {
    const modelId =
      offer.model === 'shipped'
        ? shipped.find(({ role }) => role === offer.role)?.modelId
        : offer.model
    if (modelId === undefined) {
      throw new WitanError('MODEL_UNKNOWN', `No expert for ${offer.role} is shipped.`, {
        meta: { role: offer.role },
      })
    }
    return {
      modelId,
      role: offer.role,
      pricePer1kInputBytes: offer.pricePer1kInputBytes,
      pricePer1kOutputTokens: offer.pricePer1kOutputTokens,
      concurrency: config.runtime.slots,
      modes: ['transit'],
    }
  })
}
