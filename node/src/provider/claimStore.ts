import { WitanError } from '#protocol/errors.ts'
import type { NodeId } from '#protocol/ids.ts'
import type { ChainContext } from '#protocol/typedData.ts'
import type { Store } from '#store/openStore.ts'

/** Name of the entry that says whose vouchers a database holds. */
const OWNER = 'owner'

/**
 * Marks a fresh database as this node's, or checks that it is: another node's or another deployment's
 * vouchers would be counted and never paid.
 *
 * @throws {WitanError} STORE_INVALID when it belongs to another one.
 */
export function claimStore(
  { meta }: Store,
  { chainId, escrow }: ChainContext,
  nodeId: NodeId,
): void {
  const own = `node ${nodeId} of escrow ${escrow} on chain ${chainId}`
  const owner = meta.get(OWNER)
  if (owner === undefined) meta.set(OWNER, own)
  if (owner === undefined || owner === own) return
  throw new WitanError(
    'STORE_INVALID',
    `The database belongs to ${owner}, but this is ${own}. Choose another data folder.`,
    { meta: { owner, own } },
  )
}
