/** Reads where the contracts of a chain live. */

import { readFile } from 'node:fs/promises'
import { type Deployment, parseDeployment } from '#chain/deployment.ts'
import type { Config } from '#config/schema.ts'
import { WitanError } from '#protocol/errors.ts'

/**
 * Returns the deployment record of the configured chain.
 *
 * @throws {WitanError} DEPLOYMENT_MISSING when there is no record; CHAIN_WRONG_ID when it is of another chain;
 * CONFIG_INVALID when it is malformed.
 */
export async function readDeployment({ chain }: Pick<Config, 'chain'>): Promise<Deployment> {
  const deployment = parseDeployment(await readJson(chain.deploymentFile))
  if (deployment.chainId === chain.chainId) return deployment
  throw new WitanError(
    'CHAIN_WRONG_ID',
    `The deployment record ${chain.deploymentFile} is of chain ${deployment.chainId}, the configuration asks for chain ${chain.chainId}.`,
    { meta: { expected: chain.chainId, actual: deployment.chainId } },
  )
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT'
    throw new WitanError(
      missing ? 'DEPLOYMENT_MISSING' : 'CONFIG_INVALID',
      missing
        ? `There is no deployment record at ${file}.`
        : `The deployment record ${file} cannot be read as JSON.`,
      { cause, meta: { file } },
    )
  }
}
