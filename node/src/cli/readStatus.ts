/** Everything that `witan status` shows, from the node's own report and from the chain. */

import type { Chain } from '#chain/chain.ts'
import type { Offer } from '#chain/offer.ts'
import { readNodeAccount } from '#chain/readNodeAccount.ts'
import { readStake, type Stake } from '#chain/readStake.ts'
import type { Config } from '#config/schema.ts'
import type { Address, NodeId } from '#protocol/ids.ts'
import { type LastError, type LiveAccess, readLiveAccess, readNodeHealth } from './nodeHealth.ts'
import { findOwnNode } from './ownNode.ts'

export type Status = {
  readonly chainId: number
  readonly signer: Address
  /** What the node says; undefined while it is down. */
  readonly running: RunningStatus | undefined
  /** What the chain says; undefined while the node is not registered. */
  readonly registered: RegisteredStatus | undefined
}

export type RunningStatus = {
  readonly accepting: boolean
  readonly paused: boolean
  readonly peerId: string
  readonly addresses: readonly string[]
  /** Unix seconds. */
  readonly startedAt: number
  readonly activeTasks: number
  readonly queuedTasks: number
  readonly slots: number
  readonly loadedRoles: readonly string[]
  readonly finishedTasks: number
  readonly failedTasks: number
  /** Vouchers held and not settled yet, micro-dollars. */
  readonly unpaid: bigint
  readonly lastError: LastError | undefined
  /** For the page /operate/live of the dApp. */
  readonly live: LiveAccess | undefined
}

export type RegisteredStatus = {
  readonly nodeId: NodeId
  readonly owner: Address
  /** Whether new jobs may name it. */
  readonly active: boolean
  /** Unix seconds. */
  readonly registeredAt: number
  readonly offers: readonly Offer[]
  readonly stake: Stake
  /** Most that new jobs may still allocate to it, micro-dollars. */
  readonly room: bigint
  /** Caps of its jobs that are not released yet, micro-dollars. */
  readonly open: bigint
  /** What its owner can withdraw now, micro-dollars. */
  readonly owed: bigint
}

/** Returns the status of the node of a configuration. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readStatus(
  config: Config,
  { chain, signer }: { readonly chain: Chain; readonly signer: Address },
): Promise<Status> {
  const [running, registered] = await Promise.all([
    readRunning(config),
    readRegistered(chain, signer),
  ])
  return { chainId: chain.deployment.chainId, signer, running, registered }
}

async function readRunning(config: Config): Promise<RunningStatus | undefined> {
  const [health, live] = await Promise.all([readNodeHealth(config), readLiveAccess(config)])
  if (health === undefined) return undefined
  return {
    accepting: health.healthy,
    paused: health.paused,
    peerId: health.peerId,
    addresses: health.addresses,
    startedAt: health.startedAt,
    activeTasks: health.running,
    queuedTasks: health.queued,
    slots: health.slots,
    loadedRoles: health.models.map(({ role }) => role),
    finishedTasks: health.tasks.finished,
    failedTasks: health.tasks.failed,
    unpaid: BigInt(health.vouched) - BigInt(health.settled),
    lastError: health.lastError,
    live,
  }
}

async function readRegistered(
  chain: Chain,
  signer: Address,
): Promise<RegisteredStatus | undefined> {
  const node = await findOwnNode(chain, signer)
  if (node === undefined) return undefined
  const [account, stake] = await Promise.all([
    readNodeAccount(chain, node.nodeId),
    readStake(chain, node.nodeId),
  ])
  const { nodeId, owner, active, registeredAt, offers, room } = node
  const { open, owed } = account
  return { nodeId, owner, active, registeredAt, offers, stake, room, open, owed }
}
