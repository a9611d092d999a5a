import type { Abi, Account, Chain, PublicClient, Transport, WalletClient } from 'viem'
import { keccak256, parseAbi } from 'viem'
import { blockBeaconAbi } from '#chain/generated/blockBeacon.ts'
import { drandBeaconAbi } from '#chain/generated/drandBeacon.ts'
import { jobEscrowAbi } from '#chain/generated/jobEscrow.ts'
import { modelRegistryAbi } from '#chain/generated/modelRegistry.ts'
import { nodeRegistryAbi } from '#chain/generated/nodeRegistry.ts'
import { nodeStakingAbi } from '#chain/generated/nodeStaking.ts'
import { probeCourtAbi } from '#chain/generated/probeCourt.ts'
import { reputationLedgerAbi } from '#chain/generated/reputationLedger.ts'
import { testDollarAbi } from '#chain/generated/testDollar.ts'
import { verifierBenchAbi } from '#chain/generated/verifierBench.ts'
import { type ContractName, readContractCode } from './contractCode.ts'
import { deploymentTerms as defaults } from './deploymentTerms.ts'

type Hex = `0x${string}`

/** Chains on which the test dollar, the test beacon and a short timelock may be. */
const LOCAL_CHAINS: readonly number[] = [31337, 1337]
const PUBLIC_TIMELOCK_DELAY = 48 * 3_600

/** What no program here calls has no generated ABI; these are their constructors. */
const CONSTRUCTORS = {
  WitanTimelock: parseAbi(['constructor(uint256 delay, address[] governors)']),
  CourtManager: parseAbi(['constructor(address timelock)']),
  ERC8004Adapter: parseAbi([
    'constructor(address registry, address escrow, address court, address bench)',
  ]),
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
  readonly roles: {
    readonly treasury: Hex
    readonly guardian: Hex
    /** Manager of the court's amounts; only the timelock has power over it. */
    readonly governance: Hex
    readonly timelock: Hex
    /** Who may schedule and cancel what the timelock does; anyone may carry it out when its time has come. */
    readonly governors: readonly Hex[]
  }
  readonly timelock: {
    /** Seconds between wanting and doing. */
    readonly delay: number
    /** Whether the delay is below the 48 hours of public chains, which only local chains allow. */
    readonly isShortForLocalUse: boolean
  }
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
  const terms = { ...defaults, ...options }
  const { wallet, reader } = dependencies
  const code = await readContractCode()
  const deployer = wallet.account.address
  const { guardian = deployer, governors = [deployer] } = options
  const chainId = await reader.getChainId()
  const contracts: Partial<Record<ContractName, ContractRecord>> = {}
  const deploy = async (name: ContractName, abi: Abi, args: readonly unknown[]): Promise<Hex> => {
    const { bytecode } = code.contracts[name]
    const record = await deployOne({ name, abi, bytecode, args }, dependencies)
    contracts[name] = record
    return record.address
  }

  const token = options.token ?? (await deploy('TestDollar', testDollarAbi, []))
  const registry = await deploy('NodeRegistry', nodeRegistryAbi, [terms.signerThaw])
  const models = await deploy('ModelRegistry', modelRegistryAbi, [token, terms.modelFee])
  const beacon = await beaconOf(options.beacon, chainId, deploy)
  const timelockArgs = [terms.timelockDelay, governors]
  const timelock = await deploy('WitanTimelock', CONSTRUCTORS.WitanTimelock, timelockArgs)
  const governance = await deploy('CourtManager', CONSTRUCTORS.CourtManager, [timelock])
  const courtArgs = [token, registry, models, governance, terms.amounts, terms.steps]
  const court = await deploy('ProbeCourt', probeCourtAbi, courtArgs)
  const benchArgs = [token, registry, court, models, beacon, terms.minVerifierStake]
  const bench = await deploy('VerifierBench', verifierBenchAbi, benchArgs)
  const stakingArgs = [token, registry, terms.thawPeriod, terms.windows, court]
  const staking = await deploy('NodeStaking', nodeStakingAbi, stakingArgs)
  const escrowArgs = [token, registry, staking, bench, guardian]
  const escrow = await deploy('JobEscrow', jobEscrowAbi, escrowArgs)
  const ledgerArgs = [escrow, staking, bench, terms.reputationEpoch]
  const ledger = await deploy('ReputationLedger', reputationLedgerAbi, ledgerArgs)
  const adapterArgs = [registry, escrow, court, bench]
  await deploy('ERC8004Adapter', CONSTRUCTORS.ERC8004Adapter, adapterArgs)
  await bindOne({ address: registry, abi: nodeRegistryAbi, args: [staking, escrow] }, dependencies)
  const courtBinding = [staking, escrow, ledger, bench]
  await bindOne({ address: court, abi: probeCourtAbi, args: courtBinding }, dependencies)
  await bindOne({ address: bench, abi: verifierBenchAbi, args: [] }, dependencies)

  return {
    chainId,
    contracts,
    roles: { treasury: bench, guardian, governance, timelock, governors },
    timelock: timelockOf(terms.timelockDelay),
    compiler: code.compiler,
    sourceHash: code.sourceHash,
  }
}

export declare namespace deployContracts {
  type Options = {
    /** Payment and stake token; the test dollar where none is named. */
    readonly token?: Hex
    /** May pause deposits and new jobs; the deployer where none is named. */
    readonly guardian?: Hex
    /** Who may schedule changes of the court's amounts; the deployer where nobody is named. */
    readonly governors?: readonly Hex[]
    /** For which such a change waits, seconds. */
    readonly timelockDelay?: number
    /** Source of randomness; drand where none is named, and the test beacon on a local chain. */
    readonly beacon?: Hex | 'drand'
    /** Longest times of the court's steps, seconds. */
    readonly steps?: typeof defaults.steps
    readonly amounts?: typeof defaults.amounts
    /** Price of registering a model, micro-dollars. */
    readonly modelFee?: number
    /** Least stake of a verifier, micro-dollars. */
    readonly minVerifierStake?: number
    /** Seconds. */
    readonly reputationEpoch?: number
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

/** Returns what a record says of a timelock. */
export function timelockOf(delay: number): DeploymentRecord['timelock'] {
  return { delay, isShortForLocalUse: delay < PUBLIC_TIMELOCK_DELAY }
}

async function beaconOf(
  wanted: deployContracts.Options['beacon'],
  chainId: number,
  deploy: (name: ContractName, abi: Abi, args: readonly unknown[]) => Promise<Hex>,
): Promise<Hex> {
  if (wanted !== undefined && wanted !== 'drand') return wanted
  return wanted === undefined && LOCAL_CHAINS.includes(chainId)
    ? await deploy('BlockBeacon', blockBeaconAbi, [])
    : await deploy('DrandBeacon', drandBeaconAbi, [])
}

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

async function bindOne(
  { address, abi, args }: { address: Hex; abi: Abi; args: readonly unknown[] },
  { wallet, reader }: deployContracts.Dependencies,
): Promise<void> {
  const { chain, account } = wallet
  const call = { address, abi, functionName: 'bind', args, chain: chain ?? null, account }
  const hash = await wallet.writeContract(call)
  const receipt = await reader.waitForTransactionReceipt({ hash })
  if (receipt.status !== 'success') throw new Error(`Binding ${address} reverted in ${hash}.`)
}
