import {
  type Account,
  createPublicClient,
  createWalletClient,
  custom,
  defineChain,
  type EIP1193Provider,
  http,
  type Transport,
  type Chain as ViemChain,
} from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { type Address, parseAddress } from '#protocol/ids.ts'
import type { Chain, Connection, LocalAccount, Writer } from './chain.ts'
import { chainContextOf, type Deployment } from './deployment.ts'
import { chainError } from './errors.ts'
import { jobEscrowAbi } from './generated/jobEscrow.ts'
import { nodeStakingAbi } from './generated/nodeStaking.ts'
import { shownUrl } from './shownUrl.ts'

const defaults = {
  /** Ten blocks of a slow chain. */
  receiptTimeoutMs: 120_000,
  /** A local answer takes milliseconds; a slower one means that nobody will answer. */
  requestTimeoutMs: 10_000,
  /** A tenth of a block of the usual chains: late by little, and few requests. */
  pollingIntervalMs: 1_000,
  /** Local chains mine at once. */
  localPollingIntervalMs: 25,
  /** Below the limit of the common public endpoints. */
  blocksPerSearch: 5_000n,
}

/** Chains that run on the user's own machine; equal to the chains that TestDollar allows. */
const LOCAL_CHAIN_IDS = [31337, 1337]

/** Requests of one moment travel together; more than this many are split. */
const BATCH_SIZE = 100

/**
 * Returns a handle to a deployment after checking that the chain is the right one and that the contracts are there.
 *
 * @param options - Where the chain is, what is deployed on it, and who sends transactions (nobody by default).
 * @throws {WitanError} CHAIN_UNREACHABLE when nobody answers; CHAIN_WRONG_ID when another chain does;
 * CONTRACT_MISSING when a contract's address holds no code.
 */
export async function createChain(options: createChain.Options): Promise<Chain> {
  const { deployment } = options
  const connection = connect(options)
  await assertChainId(connection, deployment)
  await assertCode(connection, deployment)
  const [paymentToken, stakeToken] = await readTokens(connection, deployment)
  const { writer } = connection
  return {
    deployment,
    context: chainContextOf(deployment),
    paymentToken,
    stakeToken,
    account:
      writer && (writer.kind === 'key' ? parseAddress(writer.account.address) : writer.address),
    connection,
  }
}

export declare namespace createChain {
  type Options = {
    readonly deployment: Deployment
    /** Longest wait for a receipt (in ms). @default 120_000 */
    readonly receiptTimeoutMs?: number
    /** Longest wait for one answer (in ms). @default 10_000 */
    readonly requestTimeoutMs?: number
    /** Time between two looks for a receipt (in ms). @default 1_000, 25 on local chains */
    readonly pollingIntervalMs?: number
    /** Most blocks in one search for events. @default 5_000n */
    readonly blocksPerSearch?: bigint
  } & (
    | {
        readonly rpcUrl: string
        /** Key of the account that sends transactions. */
        readonly privateKey?: Hex
        /** The same, where the key is held by an account object of viem. */
        readonly account?: LocalAccount
      }
    | {
        /** A browser wallet; it signs and sends by itself. */
        readonly provider: Pick<EIP1193Provider, 'request'>
        /** Account of the wallet to use. */
        readonly walletAccount: Address
        /** Where to read; the wallet's own connection by default. */
        readonly rpcUrl?: string
      }
  )
}

function connect(options: createChain.Options): Connection {
  const { chainId } = options.deployment
  const chain = defineChain({
    id: chainId,
    name: `chain ${chainId}`,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [] } },
  })
  const pollingInterval =
    options.pollingIntervalMs ??
    (LOCAL_CHAIN_IDS.includes(chainId)
      ? defaults.localPollingIntervalMs
      : defaults.pollingIntervalMs)
  const reader = createPublicClient({
    chain,
    transport: readTransport(options),
    pollingInterval,
    // The block number is read only while waiting for a receipt, where an old one costs time.
    cacheTime: 0,
  })
  return {
    where: options.rpcUrl === undefined ? 'the wallet' : shownUrl(options.rpcUrl),
    reader,
    writer: writerOf(options, chain),
    receiptTimeoutMs: options.receiptTimeoutMs ?? defaults.receiptTimeoutMs,
    pollingIntervalMs: pollingInterval,
    blocksPerSearch: options.blocksPerSearch ?? defaults.blocksPerSearch,
  }
}

function readTransport(options: createChain.Options): Transport {
  if ('provider' in options && options.rpcUrl === undefined) return custom(options.provider)
  return http(options.rpcUrl, {
    batch: { batchSize: BATCH_SIZE },
    timeout: options.requestTimeoutMs ?? defaults.requestTimeoutMs,
    retryCount: 2,
    retryDelay: 100,
  })
}

function writerOf(options: createChain.Options, chain: ViemChain): Writer | undefined {
  if ('provider' in options) {
    const account: Account = { address: options.walletAccount, type: 'json-rpc' }
    const client = createWalletClient({ account, chain, transport: custom(options.provider) })
    return { kind: 'wallet', address: options.walletAccount, client }
  }
  if (options.account) return { kind: 'key', account: options.account }
  if (options.privateKey) return { kind: 'key', account: privateKeyToAccount(options.privateKey) }
  return undefined
}

async function assertChainId(
  { reader, where }: Connection,
  { chainId: expected }: Deployment,
): Promise<void> {
  const actual = await reader.getChainId().catch((error: unknown) => {
    throw chainError(error, where)
  })
  if (actual === expected) return
  throw new WitanError(
    'CHAIN_WRONG_ID',
    `Expected chain ${expected}, but ${where} is chain ${actual}. Point to chain ${expected} or use the deployment record of chain ${actual}.`,
    { meta: { expected, actual } },
  )
}

async function assertCode({ reader, where }: Connection, deployment: Deployment): Promise<void> {
  const contracts = Object.entries(deployment.contracts)
  const codes = await Promise.all(
    contracts.map(([, { address }]) => reader.getCode({ address })),
  ).catch((error: unknown) => {
    throw chainError(error, where)
  })
  const missing = contracts.find((_, i) => codes[i] === undefined || codes[i] === '0x')
  if (missing === undefined) return
  const [name, { address }] = missing
  throw new WitanError(
    'CONTRACT_MISSING',
    `There is no contract code at ${address}, where ${name} should be on chain ${deployment.chainId}. Use the deployment record of this chain, or deploy again if the chain was started anew.`,
    { meta: { contract: name, address, chainId: deployment.chainId } },
  )
}

async function readTokens(
  { reader, where }: Connection,
  { contracts, chainId }: Deployment,
): Promise<readonly [Address, Address]> {
  try {
    const tokens = await Promise.all([
      reader.readContract({
        abi: jobEscrowAbi,
        address: contracts.JobEscrow.address,
        functionName: 'TOKEN',
      }),
      reader.readContract({
        abi: nodeStakingAbi,
        address: contracts.NodeStaking.address,
        functionName: 'TOKEN',
      }),
    ])
    return [parseAddress(tokens[0]), parseAddress(tokens[1])]
  } catch (error) {
    const known = chainError(error, where)
    if (known.code === 'CHAIN_UNREACHABLE') throw known
    throw new WitanError(
      'CONTRACT_MISSING',
      `The contracts at ${contracts.JobEscrow.address} and ${contracts.NodeStaking.address} are not JobEscrow and NodeStaking. Use the deployment record of chain ${chainId}.`,
      { meta: { chainId } },
    )
  }
}
