/** A checked connection to the configured chain. */

import type { Chain } from '#chain/chain.ts'
import { createChain } from '#chain/createChain.ts'
import type { Config } from '#config/schema.ts'
import type { Hex } from '#protocol/bytes.ts'
import { readDeployment } from './readDeployment.ts'

/**
 * Returns a connection to the configured chain.
 *
 * @param config - Says where the chain and the record of its contracts are.
 * @param privateKey - Key of the account that sends transactions; left out, the connection only reads.
 * @throws {WitanError} as readDeployment and createChain.
 */
export async function openChain(config: Pick<Config, 'chain'>, privateKey?: Hex): Promise<Chain> {
  const deployment = await readDeployment(config)
  return createChain({ rpcUrl: config.chain.rpcUrl, deployment, privateKey })
}
