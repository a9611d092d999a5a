/** A whole market on loopback: chain, contracts, staked nodes in processes of their own. */

import { join } from 'node:path'
import type { Chain } from '#chain/chain.ts'
import { createChain } from '#chain/createChain.ts'
import { type Deployment, parseDeployment } from '#chain/deployment.ts'
import { mintTestDollars } from '#chain/mintTestDollars.ts'
import type { PartialConfig } from '#config/loadConfig.ts'
import type { Role } from '#protocol/role.ts'
import { parseDollars } from '#protocol/units.ts'
import type { RuntimeLie } from '#testing/lies.ts'
import { type LocalAccount, type LocalChain, startLocalChain } from '#testing/localChain.ts'
import type { WireTap } from '#testing/wireTap.ts'
import { deployWitan } from '../deploy/deployWitan.ts'
import { localTerms } from '../deploy/localTerms.ts'
import { type LaunchedNode, launchNode } from './launchNode.ts'
import type { IdentifiedModel } from './nodeFolder.ts'
import { plotOf } from './nodeProgram.ts'
import { type PreparedNode, prepareNode, STAKE_DOLLARS } from './prepareNode.ts'
import { registerShippedModels } from './registerShippedModels.ts'
import { tapPorts } from './tapPorts.ts'

export type DevnetNode = PreparedNode & LaunchedNode

export type Devnet = AsyncDisposable & {
  readonly folder: string
  readonly localChain: LocalChain
  readonly deployment: Deployment
  readonly deploymentFile: string
  readonly nodes: readonly DevnetNode[]
  /** What carried every byte to and from the nodes, where `tapped` was asked for. */
  readonly taps: readonly WireTap[]
  /** Accounts with coins and test dollars, for requesters. */
  readonly requesters: readonly LocalAccount[]
  /** Accounts with coins, of which the nodes take the first ones. */
  readonly operators: readonly LocalAccount[]
  /** Returns a handle that sends from an account, or only reads. */
  readonly connect: (account?: LocalAccount) => Promise<Chain>
  /** Adds a staked node to the running market and returns it. */
  readonly join: (wish: NodeWish) => Promise<DevnetNode>
  /** Starts a node again that was stopped or killed, on its old data. */
  readonly restart: (node: DevnetNode) => Promise<void>
  readonly stop: () => Promise<void>
}

/** A node that joins later: what it serves, and how its runtime lies. */
export type NodeWish = { readonly roles: readonly Role[]; readonly lie?: RuntimeLie }

const REQUESTER_DOLLARS = '1000'
const REQUESTERS = 2
/** An owner and a signer for each of 24 nodes, beside those who deploy and ask. */
const ACCOUNTS = 1 + REQUESTERS + 2 * 24

/**
 * Returns a running devnet; everything it started ends with `stop`, with this process, or with `signal`.
 *
 * @param options - Where its data goes, which roles each node serves, and who hears about progress.
 */
export async function startDevnet(options: startDevnet.Options): Promise<Devnet> {
  const { folder, nodes: wanted, signal, onStep = () => undefined } = options
  const stack = new AsyncDisposableStack()
  try {
    onStep('starting a local chain')
    const localChain = stack.use(
      await startLocalChain({
        port: options.rpcPort ?? 0,
        accountCount: ACCOUNTS,
        blockMs: options.blockMs ?? 0,
      }),
    )
    signal.throwIfAborted()
    onStep('deploying the contracts')
    const [deployer, ...accounts] = localChain.accounts as [LocalAccount, ...LocalAccount[]]
    const deploymentsFolder = options.deploymentsFolder ?? join(folder, 'deployments')
    const { rpcUrl } = localChain
    const deployment = parseDeployment(
      await deployWitan({
        rpcUrl,
        privateKey: deployer.privateKey,
        folder: deploymentsFolder,
        ...localTerms,
        ...options.terms,
      }),
    )
    const deploymentFile = join(deploymentsFolder, `${deployment.chainId}.json`)
    const connect = (account?: LocalAccount) =>
      createChain({ rpcUrl, deployment, ...(account && { privateKey: account.privateKey }) })
    const requesters = accounts.slice(0, REQUESTERS)
    signal.throwIfAborted()
    const owners = wanted.map((_, number) => accountsOf(accounts, number)[0])
    await mint(await connect(deployer), requesters, REQUESTER_DOLLARS)
    await mint(await connect(deployer), owners, STAKE_DOLLARS)

    const registered = registerShippedModels(await connect(deployer))
    registered.catch(() => {}) // told where it is awaited

    onStep(`starting ${wanted.length} nodes`)
    const taps: WireTap[] = []
    const nodes: DevnetNode[] = []
    const prepare = async (number: number, wish: NodeWish) => {
      signal.throwIfAborted()
      const [owner, signer] = accountsOf(accounts, number)
      return await prepareNode({
        ...wish,
        folder,
        number,
        owner,
        signer,
        rpcUrl,
        deployment,
        deploymentFile,
        bootstrap: nodes[0]?.addresses.slice(0, 1) ?? [],
        signal,
        ports: options.tapped ? await tapPorts(taps, stack) : undefined,
        plot: plotOf(wish.lie, options.models),
        settings: options.settings,
      })
    }
    const start = async (prepared: PreparedNode): Promise<DevnetNode> => {
      const node = { ...prepared, ...(await launchNode(prepared, signal)) }
      stack.defer(() => node.process.stop())
      return node
    }
    const wishes = wanted.map((roles, i): NodeWish => ({ roles, lie: options.lies?.[i] }))
    // The others join the network through the first. They register one by one, so that their ids follow their folders.
    nodes.push(await start(await prepare(0, wishes[0]!)))
    const prepared: PreparedNode[] = []
    for (const [i, wish] of wishes.slice(1).entries()) prepared.push(await prepare(i + 1, wish))
    const others = await Promise.allSettled(prepared.map(start))
    nodes.push(...others.map(settledValue))
    await registered
    return {
      folder,
      localChain,
      deployment,
      deploymentFile,
      nodes,
      taps,
      requesters,
      operators: accounts.slice(REQUESTERS),
      connect,
      join: async (wish) => {
        const number = nodes.length
        const [owner] = accountsOf(accounts, number)
        await mint(await connect(deployer), [owner], STAKE_DOLLARS)
        const node = await start(await prepare(number, wish))
        nodes.push(node)
        return node
      },
      restart: async (node) => {
        Object.assign(node, await launchNode(node, signal))
      },
      stop: () => stack.disposeAsync(),
      [Symbol.asyncDispose]: () => stack.disposeAsync(),
    }
  } catch (error) {
    await stack.disposeAsync()
    throw error
  }
}

export declare namespace startDevnet {
  type Options = {
    /** Empty folder for keys, databases and logs. */
    readonly folder: string
    /** Roles of each node. */
    readonly nodes: readonly (readonly Role[])[]
    readonly signal: AbortSignal
    /** Folder of the deployment record. @default inside `folder` */
    readonly deploymentsFolder?: string
    /** @default 0, any free port */
    readonly rpcPort?: number
    /** Time between blocks without transactions (ms). @default 0, none: time stands still with the market */
    readonly blockMs?: number
    /** Puts a recording proxy before each port of each node. @default false */
    readonly tapped?: boolean
    /** Files that the nodes serve in place of the shipped experts. */
    readonly models?: readonly IdentifiedModel[]
    /** How the runtime of each node lies, by its place in `nodes`. @default all are honest */
    readonly lies?: readonly (RuntimeLie | undefined)[]
    /** Settings of the nodes that replace the devnet's. */
    readonly settings?: PartialConfig
    /** Times of the court that replace the devnet's. */
    readonly terms?: Partial<typeof localTerms>
    readonly onStep?: (step: string) => void
  }
}

/** Returns the value of a start that worked; those that were started beside a failed one are on the stack already. */
function settledValue<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') throw result.reason
  return result.value
}

/** Returns owner and signer of a node, by its place in the devnet. */
function accountsOf(
  accounts: readonly LocalAccount[],
  number: number,
): readonly [LocalAccount, LocalAccount] {
  const at = REQUESTERS + 2 * number
  return [accounts[at]!, accounts[at + 1]!]
}

async function mint(
  chain: Chain,
  accounts: readonly LocalAccount[],
  dollars: string,
): Promise<void> {
  for (const { address } of accounts)
    await mintTestDollars(chain, { to: address, amount: parseDollars(dollars) })
}
