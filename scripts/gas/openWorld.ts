import hre from 'hardhat'
import {
  type Account,
  type Chain,
  createPublicClient,
  createWalletClient,
  custom,
  encodeFunctionData,
  type Hex,
  keccak256,
  type PrivateKeyAccount,
  type PublicClient,
  parseSignature,
  type TransactionReceipt,
  type Transport,
  toHex,
  type WalletClient,
} from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { hardhat } from 'viem/chains'
import { blockBeaconAbi } from '#chain/generated/blockBeacon.ts'
import { jobEscrowAbi } from '#chain/generated/jobEscrow.ts'
import { modelRegistryAbi } from '#chain/generated/modelRegistry.ts'
import { nodeRegistryAbi } from '#chain/generated/nodeRegistry.ts'
import { nodeStakingAbi } from '#chain/generated/nodeStaking.ts'
import { probeCourtAbi } from '#chain/generated/probeCourt.ts'
import { reputationLedgerAbi } from '#chain/generated/reputationLedger.ts'
import { testDollarAbi } from '#chain/generated/testDollar.ts'
import { verifierBenchAbi } from '#chain/generated/verifierBench.ts'
import { deployContracts } from '../deploy/deployContracts.ts'

/** A chain in this process with the contracts on it, and hands to use them. */
export type World = Awaited<ReturnType<typeof openWorld>>

/** A world whose transactions nobody looks at afterwards. */
export type Scene = Omit<World, 'send'> & {
  readonly send: (...call: Parameters<World['send']>) => Promise<unknown>
}

const CONTRACTS = {
  TestDollar: testDollarAbi,
  NodeRegistry: nodeRegistryAbi,
  NodeStaking: nodeStakingAbi,
  JobEscrow: jobEscrowAbi,
  ModelRegistry: modelRegistryAbi,
  ProbeCourt: probeCourtAbi,
  VerifierBench: verifierBenchAbi,
  ReputationLedger: reputationLedgerAbi,
  BlockBeacon: blockBeaconAbi,
} as const

const PLENTY_OF_ETHER = toHex(10n ** 24n)
const ALLOWANCE = 10n ** 15n

/**
 * Returns a fresh chain in this process with the production code deployed on it.
 *
 * Keys come from a counter, so that two runs send the same calldata and their figures can be compared.
 */
export async function openWorld() {
  const { provider } = await hre.network.create('node')
  const transport = custom(provider)
  const reader: PublicClient = createPublicClient({ chain: hardhat, transport, pollingInterval: 1 })
  const connect = (account: Account) =>
    createWalletClient({ account, chain: hardhat, transport, pollingInterval: 1 }) as WalletClient<
      Transport,
      Chain,
      Account
    >

  let keys = 0
  const newKey = (): PrivateKeyAccount =>
    privateKeyToAccount(keccak256(toHex(`witan gas bench key ${++keys}`)))
  const newUser = async (): Promise<PrivateKeyAccount> => {
    const user = newKey()
    await provider.request({
      method: 'hardhat_setBalance',
      params: [user.address, PLENTY_OF_ETHER],
    })
    return user
  }

  const deployer = await newUser()
  const wallet = connect(deployer)
  const { contracts } = await deployContracts({}, { wallet, reader })
  const addressOf = (name: keyof typeof CONTRACTS): Hex => {
    const record = contracts[name]
    if (record === undefined) throw new Error(`${name} is not deployed.`)
    return record.address
  }

  /** Sends one call and returns its receipt. */
  const send = async (
    from: Account,
    name: keyof typeof CONTRACTS,
    functionName: string,
    args: readonly unknown[],
  ): Promise<TransactionReceipt> => {
    const call = { address: addressOf(name), abi: CONTRACTS[name], functionName, args }
    const hash = await connect(from).writeContract(call as never)
    const receipt = await reader.waitForTransactionReceipt({ hash })
    if (receipt.status !== 'success') throw new Error(`${functionName} reverted.`)
    return receipt
  }
  const read = (
    name: keyof typeof CONTRACTS,
    functionName: string,
    args: readonly unknown[] = [],
  ) =>
    reader.readContract({
      address: addressOf(name),
      abi: CONTRACTS[name],
      functionName,
      args,
    } as never)

  /** Returns the calldata of a call. */
  const encode = (
    name: keyof typeof CONTRACTS,
    functionName: string,
    args: readonly unknown[],
  ): Hex => encodeFunctionData({ abi: CONTRACTS[name], functionName, args } as never)

  /** Returns the gas of a call that nobody sends. */
  const estimate = (
    from: Hex,
    name: keyof typeof CONTRACTS,
    functionName: string,
    args: readonly unknown[],
  ): Promise<bigint> => {
    const data = encode(name, functionName, args)
    return reader.estimateGas({ account: from, to: addressOf(name), data })
  }

  /** Returns the gas that a transaction had used before it wrote its first word. */
  const usedBeforeWriting = async (hash: Hex): Promise<number> => {
    const { gas } = await reader.getTransaction({ hash })
    const options = { disableStorage: true, disableMemory: true, disableStack: true }
    const trace = (await provider.request({
      method: 'debug_traceTransaction',
      params: [hash, options],
    })) as { structLogs: readonly { op: string; gas: number | string }[] }
    const write = trace.structLogs.find(({ op }) => op === 'SSTORE')
    if (write === undefined) throw new Error(`${hash} writes nothing.`)
    return Number(gas) - Number(write.gas)
  }

  const now = async (): Promise<number> => Number((await reader.getBlock()).timestamp)
  const wait = async (seconds: number): Promise<void> => {
    await provider.request({ method: 'evm_increaseTime', params: [seconds] })
    await provider.request({ method: 'evm_mine' })
  }
  const domain = { version: '1', chainId: hardhat.id } as const
  const escrowDomain = { ...domain, name: 'JobEscrow', verifyingContract: addressOf('JobEscrow') }
  const witanDomain = { ...domain, name: 'Witan', verifyingContract: addressOf('NodeRegistry') }
  const tokenDomain = { ...domain, name: 'Test Dollar', verifyingContract: addressOf('TestDollar') }

  return {
    addressOf,
    encode,
    escrowDomain,
    estimate,
    newKey,
    newUser,
    now,
    read,
    request: (method: string, params: readonly unknown[] = []): Promise<unknown> =>
      provider.request({ method, params: [...params] }),
    send,
    tokenDomain,
    usedBeforeWriting,
    wait,
    witanDomain,
  }
}

/** Gives a user tokens, and lets the staking and escrow contracts take them. */
export async function giveTokens(world: Scene, user: Account, amount: bigint): Promise<void> {
  await world.send(user, 'TestDollar', 'faucet', [user.address, amount])
}

/** Lets a contract take a user's tokens. */
export async function approve(
  world: Scene,
  user: Account,
  spender: 'NodeStaking' | 'JobEscrow' | 'ModelRegistry' | 'VerifierBench',
): Promise<void> {
  await world.send(user, 'TestDollar', 'approve', [world.addressOf(spender), ALLOWANCE])
}

/** Returns a user's EIP-2612 permit. */
export async function signPermit(
  world: World,
  user: PrivateKeyAccount,
  spender: 'NodeStaking' | 'JobEscrow',
  value: bigint,
) {
  const deadline = BigInt(await world.now()) + 3_600n
  const nonce = (await world.read('TestDollar', 'nonces', [user.address])) as bigint
  const signature = await user.signTypedData({
    domain: world.tokenDomain,
    types: {
      Permit: [
        { name: 'owner', type: 'address' },
        { name: 'spender', type: 'address' },
        { name: 'value', type: 'uint256' },
        { name: 'nonce', type: 'uint256' },
        { name: 'deadline', type: 'uint256' },
      ],
    },
    primaryType: 'Permit',
    message: { owner: user.address, spender: world.addressOf(spender), value, nonce, deadline },
  })
  const { r, s, yParity } = parseSignature(signature)
  return { deadline, v: yParity + 27, r, s }
}
