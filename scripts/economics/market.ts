/** Operators and their money on the real contracts. */

import { type Hex, keccak256, type PrivateKeyAccount, toHex } from 'viem'
import { type BenchJob, type BenchNode, registerNode, signDone, signRow } from '../gas/jobs.ts'
import { approve, giveTokens } from '../gas/openWorld.ts'
import type { LedgerWorld } from './ledgerWorld.ts'
import type { Strategy } from './strategies.ts'
import { DOLLAR, dollarsOf, GAS_PRICE, YIELD } from './terms.ts'

export const DAY = 86_400
/** Most nodes of one job that is funded here; the escrow takes 32. */
export const MAX_NODES = 8
const MAX_ROWS = 400
/** Gas of a row in a relayer's batch, which its node pays for: see docs/gas.md. */
const ROW_GAS = 12_000n
const MODEL = keccak256(toHex('math'))

/** An account of an operator's that holds money, and all that it was given. */
export type Purse = {
  readonly account: PrivateKeyAccount
  readonly nodeId?: number
  given: bigint
  /** Gas that others paid for it. */
  gas: bigint
}
export type Identity = Purse & {
  readonly node: BenchNode
  readonly nodeId: number
  readonly since: number
  /** Serves nobody any more, of its own will. */
  gone: boolean
}
export type Operator = {
  readonly strategy: Strategy
  readonly identities: Identity[]
  /** Other accounts: its verifier, what it finds faults with. */
  readonly purses: Purse[]
  /** What answers and checks cost, dollars. */
  cost: number
  parts: number
  verdicts: number
}

/** A part of a job: which node serves it. */
export type Part = { readonly nodeId: number; readonly amount: bigint }

let terms = 0

/** Returns an account with tokens. */
export async function openPurse(world: LedgerWorld, amount: bigint): Promise<Purse> {
  const account = await world.newUser()
  await giveTokens(world, account, amount)
  return { account, given: amount, gas: 0n }
}

/** Returns a registered node with a stake, and with more tokens where it is to have some. */
export async function openIdentity(
  world: LedgerWorld,
  stake: bigint,
  { since = 0, more = 0n }: { readonly since?: number; readonly more?: bigint } = {},
): Promise<Identity> {
  const node = await registerNode(world)
  await giveTokens(world, node.owner, stake + more)
  await approve(world, node.owner, 'NodeStaking')
  await world.send(node.owner, 'NodeStaking', 'stake', [node.nodeId, stake])
  const { nodeId, owner: account } = node
  return { node, nodeId, account, since, given: stake + more, gas: 0n, gone: false }
}

/** Registers nodes of one owner with one unit of stake each. */
export async function openDust(world: LedgerWorld, count: number): Promise<Purse> {
  const purse = await openPurse(world, DOLLAR)
  await approve(world, purse.account, 'NodeStaking')
  const offer = { modelId: MODEL, role: 0, pricePer1kInputBytes: 1n, pricePer1kOutputTokens: 1n }
  const offers = [{ ...offer, concurrency: 1, modesBitmap: 2 }]
  for (let i = 0; i < count; i++) {
    const signer = world.newKey()
    const peerId = `0x002408011220${keccak256(signer.address).slice(2)}`
    const args = [signer.address, peerId, keccak256(peerId as Hex), 0, offers]
    await world.send(purse.account, 'NodeRegistry', 'register', args)
    const nodeId = Number(await world.read('NodeRegistry', 'nodeCount'))
    await world.send(purse.account, 'NodeStaking', 'stake', [nodeId, 1n])
  }
  return purse
}

/** Funds a job with a part for each of some different nodes. */
export async function fundParts(
  world: LedgerWorld,
  requester: PrivateKeyAccount,
  parts: readonly Part[],
  sessionKey: PrivateKeyAccount = world.newKey(),
): Promise<BenchJob> {
  const jobTerms = {
    sessionKey: sessionKey.address,
    deadline: (await world.now()) + DAY,
    mode: 1,
    termsHash: keccak256(toHex(`economy ${++terms}`)),
    allocations: parts.map(({ nodeId, amount }) => ({ nodeId, cap: amount })),
  }
  const { logs } = await world.send(requester, 'JobEscrow', 'fund', [jobTerms])
  const jobId = logs[0]?.topics[1]?.slice(0, 42) as Hex
  return { jobId, sessionKey, terms: jobTerms }
}

/** Hands in a voucher over every allocation of some jobs, as a relayer would; their nodes pay its gas. */
export async function settleJobs(
  world: LedgerWorld,
  relayer: PrivateKeyAccount,
  jobs: readonly BenchJob[],
  payers: ReadonlyMap<number, Purse>,
): Promise<void> {
  const rows = []
  for (const job of jobs) {
    for (const [index, { nodeId, cap }] of job.terms.allocations.entries()) {
      rows.push(await signRow(world, job, index, cap))
      const payer = payers.get(nodeId)
      if (payer !== undefined) payer.gas += ROW_GAS
    }
  }
  for (let from = 0; from < rows.length; from += MAX_ROWS) {
    await world.send(relayer, 'JobEscrow', 'settle', [rows.slice(from, from + MAX_ROWS)])
  }
}

/** Releases a settled job, so that its nodes have their room again at once. */
export async function releaseJob(
  world: LedgerWorld,
  requester: PrivateKeyAccount,
  job: BenchJob,
  nodes: ReadonlyMap<number, { readonly node: BenchNode }>,
): Promise<void> {
  const done = []
  for (const { nodeId, cap } of job.terms.allocations) {
    done.push(await signDone(world, job, nodes.get(nodeId)!.node, cap))
  }
  const args = [job.jobId, job.sessionKey.address, done]
  await world.send(requester, 'JobEscrow', 'releaseDone', args)
}

/** What an operator has gained after all that its work, its gas and its capital cost, dollars. */
export async function profitOf(
  world: LedgerWorld,
  { identities, purses, cost }: Operator,
  days: number,
): Promise<number> {
  let profit = -cost
  for (const purse of [...identities, ...purses]) {
    const gas = Number(world.gasOf(purse.account.address) + purse.gas) * 1e-6 * GAS_PRICE
    const capital = (dollarsOf(purse.given) * YIELD * days) / 365
    profit += dollarsOf((await wealthOf(world, purse)) - purse.given) - gas - capital
  }
  return profit
}

/** What the contracts owe an account now, with the stake and the earnings of its node, micro-dollars. */
async function wealthOf(world: LedgerWorld, { account, nodeId }: Purse): Promise<bigint> {
  const owner: Hex = account.address
  const amounts = (await Promise.all([
    world.read('NodeStaking', 'proceedsOf', [owner]),
    world.read('ProbeCourt', 'creditOf', [owner]),
    world.read('VerifierBench', 'creditOf', [owner]),
    world.read('JobEscrow', 'freeBalanceOf', [owner]),
    world.read('TestDollar', 'balanceOf', [owner]),
  ])) as bigint[]
  const own = amounts.reduce((sum, amount) => sum + amount, 0n)
  if (nodeId === undefined) return own
  const stake = (await world.read('NodeStaking', 'stakeOf', [nodeId])) as {
    active: bigint
    thawing: bigint
  }
  const { owed } = (await world.read('JobEscrow', 'accountOf', [nodeId])) as { owed: bigint }
  return own + stake.active + stake.thawing + owed
}
