import type { Abi, Account, Chain, PublicClient, Transport, WalletClient } from 'viem'
import { keccak256 } from 'viem'
import { jobEscrowAbi } from '#chain/generated/jobEscrow.ts'
import { nodeRegistryAbi } from '#chain/generated/nodeRegistry.ts'
import { nodeStakingAbi } from '#chain/generated/nodeStaking.ts'
import { testDollarAbi } from '#chain/generated/testDollar.ts'
import { type ContractName, readContractCode } from './contractCode.ts'

type Hex = `0x${string}`

const DAY = 86_400

/** Times and roles of a deployment; the reasons are CONTRACTS section 1. */
const defaults = {
  /** Longest job, voucher grace, challenge and appeals, seconds; the escrow needs 7 days and 1 day at least. */
  windows: { jobDuration: 7 * DAY, voucherGrace: DAY, challenge: 3 * DAY, appeals: 9 * DAY },
  /** The sum of the windows and one day. */
  thawPeriod: 21 * DAY,
  /** A signer that was rotated out stays valid while stake can be slashed. */
  signerThaw: 21 * DAY,
}

/** What the record keeps of one contract. */
export type ContractRecord = {
  readonly address: Hex
  readonly txHash: Hex
  readonly block: number
  /** keccak256 of the code on chain, with its immutable values filled in. */
  readonly runtimeCodeHash: Hex
  readonly constructorArgs: readonly unknown[]
}

/** What `deployments/<chainId>.json` holds. */
export type DeploymentRecord = {
  readonly chainId: number
  readonly contracts: Readonly<Partial<Record<ContractName, ContractRecord>>>
  readonly roles: { readonly treasury: Hex; readonly guardian: Hex; readonly courtProposer: Hex }
  readonly compiler: unknown
  readonly sourceHash: Hex
}

/**
 * Deploys the contracts, ties them together, and returns the record of it. No compiler is needed.
 *
 * @param options - Token, roles and times; without a token the local test dollar is deployed too.
 * @param dependencies - Clients of one chain; the wallet pays and becomes the registry's deployer.
 * @throws Error when a transaction reverts, and on a public chain when no token is named.
 */
export async function deployContracts(
  options: deployContracts.Options,
  dependencies: deployContracts.Dependencies,
): Promise<DeploymentRecord> {
  const { windows, thawPeriod, signerThaw } = { ...defaults, ...options }
  const { wallet, reader } = dependencies
  const code = await readContractCode()
  const deployer = wallet.account.address
  const { treasury = deployer, guardian = deployer } = options
  const contracts: Partial<Record<ContractName, ContractRecord>> = {}

  const deploy = async (name: ContractName, abi: Abi, args: readonly unknown[]): Promise<Hex> => {
    const { bytecode } = code.contracts[name]
    const record = await deployOne({ name, abi, bytecode, args }, dependencies)
    contracts[name] = record
    return record.address
  }

  const token = options.token ?? (await deploy('TestDollar', testDollarAbi, []))
  const registry = await deploy('NodeRegistry', nodeRegistryAbi, [signerThaw])
  const court = options.court ?? ZERO_ADDRESS
  const stakingArgs = [token, registry, thawPeriod, windows, court]
  const staking = await deploy('NodeStaking', nodeStakingAbi, stakingArgs)
  const escrowArgs = [token, registry, staking, treasury, guardian]
  const escrow = await deploy('JobEscrow', jobEscrowAbi, escrowArgs)
  const hash = await wallet.writeContract({
    address: registry,
    abi: nodeRegistryAbi,
    functionName: 'bind',
    args: [staking, escrow],
    chain: wallet.chain ?? null,
    account: wallet.account,
  })
  const receipt = await reader.waitForTransactionReceipt({ hash })
  if (receipt.status !== 'success') throw new Error(`Binding the registry reverted in ${hash}.`)

  return {
    chainId: await reader.getChainId(),
    contracts,
    roles: { treasury, guardian, courtProposer: deployer },
    compiler: code.compiler,
    sourceHash: code.sourceHash,
  }
}

export declare namespace deployContracts {
  type Options = {
    /** Payment and stake token; the test dollar where none is named. */
    readonly token?: Hex
    /** Gets the part of the fees that is not burned; the deployer where none is named. */
    readonly treasury?: Hex
    /** May pause deposits and new jobs; the deployer where none is named. */
    readonly guardian?: Hex
    /** May slash from the first block on; none where none is named. */
    readonly court?: Hex
    /** Seconds. */
    readonly windows?: typeof defaults.windows
    /** Seconds. */
    readonly thawPeriod?: number
    /** Seconds; at least the thaw period. */
    readonly signerThaw?: number
  }
  type Dependencies = {
    readonly wallet: WalletClient<Transport, Chain | undefined, Account>
    readonly reader: PublicClient
  }
}

const ZERO_ADDRESS = '0x0000000000000000000000000000000000000000'

async function deployOne(
  contract: { name: ContractName; abi: Abi; bytecode: Hex; args: readonly unknown[] },
  { wallet, reader }: deployContracts.Dependencies,
): Promise<ContractRecord> {
  const { name, abi, bytecode, args } = contract
  const hash = await wallet.deployContract({ abi, bytecode, args, chain: wallet.chain ?? null })
  const receipt = await reader.waitForTransactionReceipt({ hash })
  const address = receipt.contractAddress
  if (receipt.status !== 'success' || !address) throw new Error(`${name} was not deployed.`)
  const runtime = await reader.getCode({ address })
  if (runtime === undefined) throw new Error(`${name} has no code at ${address}.`)
  return {
    address,
    txHash: hash,
    block: Number(receipt.blockNumber),
    runtimeCodeHash: keccak256(runtime),
    constructorArgs: args,
  }
}
