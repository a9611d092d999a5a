/** Where a deployment's contracts live, as recorded in deployments/<chainId>.json. */

import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { type Address, parseAddress, parseHash } from '#protocol/ids.ts'
import type { ChainContext } from '#protocol/typedData.ts'

export type DeployedContract = {
  readonly address: Address
  /** Block of the deployment; scans for events start here. Zero where the record doesn't say. */
  readonly block: bigint
  /** keccak256 of the code that was deployed; undefined where the record doesn't say. */
  readonly runtimeCodeHash?: Hex
}

export type Deployment = {
  readonly chainId: number
  readonly contracts: {
    readonly NodeRegistry: DeployedContract
    readonly NodeStaking: DeployedContract
    readonly JobEscrow: DeployedContract
    readonly ModelRegistry: DeployedContract
    readonly ProbeCourt: DeployedContract
    readonly VerifierBench: DeployedContract
    readonly ReputationLedger: DeployedContract
    /** The test beacon; only where no public one is used. */
    readonly BlockBeacon?: DeployedContract
    /** The beacon of public chains. */
    readonly DrandBeacon?: DeployedContract
    /** Only on local chains. */
    readonly TestDollar?: DeployedContract
  }
}

/** Name of a contract in a deployment's record. */
export type ContractName = keyof Deployment['contracts']

/**
 * Returns the deployment in a parsed JSON record. Keys that a reader of contracts doesn't need are ignored.
 *
 * @param json - What the record holds; undefined where there is no record.
 * @throws {WitanError} DEPLOYMENT_MISSING when there is no record or it lacks a contract;
 * CONFIG_INVALID when a value in it is malformed.
 */
export function parseDeployment(json: unknown): Deployment {
  if (json === undefined || json === null) {
    throw new WitanError(
      'DEPLOYMENT_MISSING',
      'There is no deployment record. Deploy the contracts or name the folder of the records.',
    )
  }
  const record = objectOf(json, 'the deployment record')
  const chainId = record['chainId']
  if (!Number.isSafeInteger(chainId) || (chainId as number) < 1) {
    throw new WitanError('CONFIG_INVALID', 'The deployment record has no positive chainId.')
  }
  const contracts = objectOf(record['contracts'] ?? {}, 'contracts of the deployment record')
  return {
    chainId: chainId as number,
    contracts: {
      NodeRegistry: required(contracts, 'NodeRegistry', chainId as number),
      NodeStaking: required(contracts, 'NodeStaking', chainId as number),
      JobEscrow: required(contracts, 'JobEscrow', chainId as number),
      ModelRegistry: required(contracts, 'ModelRegistry', chainId as number),
      ProbeCourt: required(contracts, 'ProbeCourt', chainId as number),
      VerifierBench: required(contracts, 'VerifierBench', chainId as number),
      ReputationLedger: required(contracts, 'ReputationLedger', chainId as number),
      ...(contracts['BlockBeacon'] === undefined
        ? {}
        : { BlockBeacon: contractOf(contracts['BlockBeacon'], 'BlockBeacon') }),
      ...(contracts['DrandBeacon'] === undefined
        ? {}
        : { DrandBeacon: contractOf(contracts['DrandBeacon'], 'DrandBeacon') }),
      ...(contracts['TestDollar'] === undefined
        ? {}
        : { TestDollar: contractOf(contracts['TestDollar'], 'TestDollar') }),
    },
  }
}

/** Returns what the EIP-712 domains of a deployment are made of. */
export function chainContextOf(deployment: Deployment): ChainContext {
  return {
    chainId: deployment.chainId,
    escrow: deployment.contracts.JobEscrow.address,
    registry: deployment.contracts.NodeRegistry.address,
  }
}

function required(
  contracts: Readonly<Record<string, unknown>>,
  name: string,
  chainId: number,
): DeployedContract {
  if (contracts[name] === undefined) {
    throw new WitanError(
      'DEPLOYMENT_MISSING',
      `The deployment record of chain ${chainId} has no ${name}. Deploy the contracts again.`,
      { meta: { chainId, contract: name } },
    )
  }
  return contractOf(contracts[name], name)
}

function contractOf(json: unknown, name: string): DeployedContract {
  const { address, block, runtimeCodeHash } = objectOf(json, `${name} of the deployment record`)
  if (block !== undefined && (!Number.isSafeInteger(block) || (block as number) < 0)) {
    throw new WitanError('CONFIG_INVALID', `The block of ${name} is not a block number.`)
  }
  try {
    return {
      address: parseAddress(address),
      block: BigInt((block as number | undefined) ?? 0),
      ...(runtimeCodeHash === undefined ? {} : { runtimeCodeHash: parseHash(runtimeCodeHash) }),
    }
  } catch (cause) {
    throw new WitanError(
      'CONFIG_INVALID',
      `The address or the code hash of ${name} in the deployment record is malformed.`,
      { cause },
    )
  }
}

function objectOf(json: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new WitanError('CONFIG_INVALID', `Expected an object as ${what}.`)
  }
  return json as Readonly<Record<string, unknown>>
}
