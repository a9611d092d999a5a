/** A whole market on loopback: chain, contracts, staked nodes in processes of their own. */

import { join } from 'node:path'
import type { Chain } from '#chain/chain.ts'
import { createChain } from '#chain/createChain.ts'
import { type Deployment, parseDeployment } from '#chain/deployment.ts'
import { mintTestDollars } from '#chain/mintTestDollars.ts'
import type { PartialConfig } from '#config/loadConfig.ts'
import type { NodeId } from '#protocol/ids.ts'
import type { Role } from '#protocol/role.ts'
import { parseDollars } from '#protocol/units.ts'
import { freePort } from '#testing/freePort.ts'
import type { RuntimeLie } from '#testing/lies.ts'
import { type LocalAccount, type LocalChain, startLocalChain } from '#testing/localChain.ts'
import { createWireTap, type WireTap } from '#testing/wireTap.ts'
import { deployWitan } from '../deploy/deployWitan.ts'
import { localTerms } from '../deploy/localTerms.ts'
import {
  DEVNET_PASSWORD,
  type IdentifiedModel,
  type NodeFolder,
  type NodePlot,
  writeNodeFolder,
} from './nodeFolder.ts'
import { plotOf, programOf } from './nodeProgram.ts'
import { registerShippedModels } from './registerShippedModels.ts'
import { runCli } from './runCli.ts'
import { type SpawnedProcess, spawnProcess } from './spawnProcess.ts'

export type DevnetNode = {
  readonly nodeId: NodeId
  readonly roles: readonly Role[]
  readonly owner: LocalAccount
  readonly signer: LocalAccount
  readonly folder: NodeFolder
  /** What it does that no configuration can name; undefined for an ordinary node. */
  readonly plot: NodePlot | undefined
  /** Changes when the node is started again. */
  process: SpawnedProcess
  addresses: readonly string[]
  healthUrl: string
}

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
  /** Returns a handle that sends from an account, or only reads. */
  readonly connect: (account?: LocalAccount) => Promise<Chain>
  /** Starts a node again that was stopped or killed, on its old data. */
  readonly restart: (node: DevnetNode) => Promise<void>
  readonly stop: () => Promise<void>
}

/** What each node stakes: three times its stake is the room for open jobs. */
const STAKE_DOLLARS = '100'
const REQUESTER_DOLLARS = '1000'
const REQUESTERS = 2
/** Longest start of a node (milliseconds): loading takes a second or two; a loaded machine needs longer. */
const START_TIMEOUT_MS = 240_000

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
    const localChain = stack.use(await startLocalChain({ port: options.rpcPort ?? 0 }))
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
      }),
    )
    const deploymentFile = join(deploymentsFolder, `${deployment.chainId}.json`)
    const connect = (account?: LocalAccount) =>
      createChain({ rpcUrl, deployment, ...(account && { privateKey: account.privateKey }) })
    const requesters = accounts.slice(0, REQUESTERS)
    signal.throwIfAborted()
    await mint(await connect(deployer), {
      requesters,
      owners: accounts.slice(REQUESTERS, REQUESTERS + wanted.length),
    })

    const registered = registerShippedModels(await connect(deployer))
    registered.catch(() => {}) // told where it is awaited

    onStep(`starting ${wanted.length} nodes`)
    const taps: WireTap[] = []
    const prepare = async (number: number, first?: DevnetNode) => {
      signal.throwIfAborted()
      const owner = accounts[REQUESTERS + number]!
      const signer = accounts[REQUESTERS + wanted.length + number]!
      const roles = wanted[number]!
      const ports = options.tapped ? await tapPorts(taps, stack) : undefined
      return prepareNode({
        folder,
        number,
        roles,
        owner,
        signer,
        rpcUrl,
        deployment,
        deploymentFile,
        first,
        signal,
        ports,
        plot: plotOf(number, options),
        settings: options.settings,
      })
    }
    const start = async (prepared: PreparedNode): Promise<DevnetNode> => {
      const launched = await launch(prepared, signal)
      const node = { ...prepared, ...launched }
      stack.defer(() => node.process.stop())
      return node
    }
    // The others join the network through the first. They register one by one, so that their ids follow their folders.
    const first = await start(await prepare(0))
    const prepared: PreparedNode[] = []
    for (let number = 1; number < wanted.length; number++) {
      prepared.push(await prepare(number, first))
    }
    const others = await Promise.allSettled(prepared.map(start))
    const nodes = [first, ...others.map(settledValue)]
    await registered
    const started = stack.move()
    return {
      folder,
      localChain,
      deployment,
      deploymentFile,
      nodes,
      taps,
      requesters,
      connect,
      restart: async (node) => {
        Object.assign(node, await launch(node, signal))
      },
      stop: () => started.disposeAsync(),
      [Symbol.asyncDispose]: () => started.disposeAsync(),
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
    /** Puts a recording proxy before each port of each node. @default false */
    readonly tapped?: boolean
    /** Files that the nodes serve in place of the shipped experts. */
    readonly models?: readonly IdentifiedModel[]
    /** How the runtime of each node lies, by its place in `nodes`. @default all are honest */
    readonly lies?: readonly (RuntimeLie | undefined)[]
    /** Settings of the nodes that replace the devnet's. */
    readonly settings?: PartialConfig
    readonly onStep?: (step: string) => void
  }
}

type TappedPorts = {
  readonly listen: readonly [number, number]
  readonly announce: readonly [number, number]
}

/** Returns two free ports and two taps before them. */
async function tapPorts(taps: WireTap[], stack: AsyncDisposableStack): Promise<TappedPorts> {
  const listen = [await freePort(), await freePort()] as const
  const [tcp, websocket] = [
    stack.use(await createWireTap(listen[0])),
    stack.use(await createWireTap(listen[1])),
  ]
  taps.push(tcp, websocket)
  return { listen, announce: [tcp.port, websocket.port] }
}

type PreparedNode = Omit<DevnetNode, 'process' | 'addresses' | 'healthUrl'>

/** Returns a node that is registered and staked, ready to serve. */
async function prepareNode(options: {
  readonly folder: string
  readonly roles: readonly Role[]
  readonly owner: LocalAccount
  readonly signer: LocalAccount
  readonly rpcUrl: string
  readonly deployment: Deployment
  readonly deploymentFile: string
  readonly first: DevnetNode | undefined
  readonly number: number
  readonly ports: TappedPorts | undefined
  readonly plot: NodePlot | undefined
  readonly settings: PartialConfig | undefined
  readonly signal: AbortSignal
}): Promise<PreparedNode> {
  const { roles, owner, signer, first, deployment } = options
  const folder = await writeNodeFolder({
    ...options,
    models: options.plot?.models,
    dataDir: join(options.folder, `node-${options.number + 1}`),
    chainId: deployment.chainId,
    bootstrap: first?.addresses.slice(0, 1) ?? [],
  })
  const env = { WITAN_PASSWORD: DEVNET_PASSWORD }
  options.signal.throwIfAborted()
  const staked = await runCli(
    [
      'stake',
      STAKE_DOLLARS,
      '--data-dir',
      folder.dataDir,
      '--owner-keystore',
      folder.ownerKeystore,
    ],
    env,
  )
  const { plot } = options
  return { nodeId: staked['nodeId'] as NodeId, roles, owner, signer, folder, plot }
}

async function launch(
  { folder: { dataDir, logFile }, plot }: Pick<DevnetNode, 'folder' | 'plot'>,
  signal: AbortSignal,
): Promise<Pick<DevnetNode, 'process' | 'addresses' | 'healthUrl'>> {
  signal.throwIfAborted()
  const started = spawnProcess(await programOf(dataDir, plot), {
    logFile,
    env: { PATH: process.env['PATH'], WITAN_PASSWORD: DEVNET_PASSWORD },
  })
  try {
    const ready = await started.event('ready', {
      signal: AbortSignal.any([signal, AbortSignal.timeout(START_TIMEOUT_MS)]),
    })
    return {
      process: started,
      addresses: ready['addresses'] as readonly string[],
      healthUrl: String(ready['healthUrl']),
    }
  } catch (error) {
    await started.stop('SIGKILL')
    throw error
  }
}

/** Returns the value of a start that worked; those that were started beside a failed one are on the stack already. */
function settledValue<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') throw result.reason
  return result.value
}

async function mint(
  chain: Chain,
  { requesters, owners }: { requesters: readonly LocalAccount[]; owners: readonly LocalAccount[] },
): Promise<void> {
  for (const { address } of requesters)
    await mintTestDollars(chain, { to: address, amount: parseDollars(REQUESTER_DOLLARS) })
  for (const { address } of owners)
    await mintTestDollars(chain, { to: address, amount: parseDollars(STAKE_DOLLARS) })
}
