import type { PrivateKeyAccount } from 'viem'
import {
  type BenchNode,
  CAP,
  fundJob,
  newTerms,
  registerNode,
  signDone,
  signRow,
  stakeNode,
  TYPICAL_TOTAL,
} from './jobs.ts'
import { measureCourt } from './measureCourt.ts'
import { approve, giveTokens, openWorld, signPermit, type World } from './openWorld.ts'

/** Gas of each verb, from receipts, with base cost and calldata. */
export type GasFigures = Readonly<Record<string, number>>

const DOLLAR = 1_000_000n
const DAY = 86_400
const RICH = 900_000n * DOLLAR

/**
 * Returns what each verb costs in steady state: accounts were used before, slots are not new, unless the name says
 * that a user is new. Marginal is the slope between 10 and 100 rows.
 */
export async function measureGas(): Promise<GasFigures> {
  const world = await openWorld()
  const nodes: BenchNode[] = []
  for (let i = 0; i < 16; i++) nodes.push(await registerNode(world))
  for (const node of nodes) await stakeNode(world, node)
  const requester = await richRequester(world)
  await warmUp(world, requester, nodes)

  return {
    ...(await settlement(world, requester, nodes)),
    ...(await funding(world, requester, nodes)),
    ...(await staking(world)),
    ...(await leaving(world, requester, nodes)),
    ...(await measureCourt(world, requester, nodes)),
  }
}

async function richRequester(world: World): Promise<PrivateKeyAccount> {
  const requester = await world.newUser()
  await giveTokens(world, requester, RICH)
  await approve(world, requester, 'JobEscrow')
  await world.send(requester, 'JobEscrow', 'deposit', [RICH - DOLLAR])
  return requester
}

/** Every node was paid before, and has pulled: no measured call is the first of its kind. */
async function warmUp(world: World, requester: PrivateKeyAccount, nodes: readonly BenchNode[]) {
  const job = await fundJob(world, requester, nodes)
  const rows = await Promise.all(nodes.map((_, i) => signRow(world, job, i, TYPICAL_TOTAL)))
  await world.send(requester, 'JobEscrow', 'settle', [rows])
  for (const { owner, nodeId } of nodes.slice(0, 6)) {
    await world.send(owner, 'JobEscrow', 'pull', [[nodeId], owner.address])
  }
}

async function settlement(
  world: World,
  requester: PrivateKeyAccount,
  nodes: readonly BenchNode[],
): Promise<GasFigures> {
  const [node] = nodes
  const settleJobs = async (count: number) => {
    const rows = []
    for (let i = 0; i < count; i++) {
      const job = await fundJob(world, requester, node ? [node] : [])
      rows.push(await signRow(world, job, 0, TYPICAL_TOTAL + BigInt(i)))
    }
    return used(await world.send(requester, 'JobEscrow', 'settle', [rows]))
  }
  const [ten, hundred] = [await settleJobs(10), await settleJobs(100)]
  const job = await fundJob(world, requester, nodes)
  const rows = await Promise.all(nodes.map((_, i) => signRow(world, job, i, TYPICAL_TOTAL)))
  const oneJob = used(await world.send(requester, 'JobEscrow', 'settle', [rows]))
  return {
    settleMarginal: Math.round((hundred - ten) / 90),
    settleBatch100Each: Math.round(hundred / 100),
    settleOneJob16Each: Math.round(oneJob / 16),
  }
}

async function funding(
  world: World,
  requester: PrivateKeyAccount,
  nodes: readonly BenchNode[],
): Promise<GasFigures> {
  const four = nodes.slice(0, 4)
  const fund4Nodes = used((await fundJob(world, requester, four)).receipt)

  const newcomer = await world.newUser()
  const amount = 4n * CAP
  await giveTokens(world, newcomer, amount)
  const permit = await signPermit(world, newcomer, 'JobEscrow', amount)
  const { terms } = await newTerms(world, newcomer, four)
  const oneStep = [amount, permit, terms]
  const depositPermitFund4 = used(
    await world.send(newcomer, 'JobEscrow', 'depositAndFund', oneStep),
  )

  const signer = await world.newUser()
  await giveTokens(world, signer, 2n * amount)
  const bySig = [signer.address, amount, await signPermit(world, signer, 'JobEscrow', amount)]
  const depositWithPermit = used(await world.send(requester, 'JobEscrow', 'depositBySig', bySig))
  return { fund4Nodes, depositPermitFund4, depositWithPermit }
}

async function staking(world: World): Promise<GasFigures> {
  let register = 0
  const approving = await registerNode({
    ...world,
    send: async (...call) => {
      const receipt = await world.send(...call)
      register = used(receipt)
      return receipt
    },
  })
  const stakeApprove = used(await stakeNode(world, approving))

  const permitting = await registerNode(world)
  const amount = 2_000n * DOLLAR
  await giveTokens(world, permitting.owner, 2n * amount)
  const permit = await signPermit(world, permitting.owner, 'NodeStaking', amount)
  const args = [permitting.nodeId, amount, permit.deadline, permit.v, permit.r, permit.s]
  const stakePermit = used(
    await world.send(permitting.owner, 'NodeStaking', 'stakeWithPermit', args),
  )
  return { register, stakeApprove, stakePermit }
}

async function leaving(
  world: World,
  requester: PrivateKeyAccount,
  nodes: readonly BenchNode[],
): Promise<GasFigures> {
  const withdraw = used(await world.send(requester, 'JobEscrow', 'withdraw', [5n * DOLLAR]))
  const [first] = nodes
  if (first === undefined) throw new Error('The bench has no node.')
  const to = first.owner.address
  const pull1 = used(await world.send(first.owner, 'JobEscrow', 'pull', [[first.nodeId], to]))

  const four = nodes.slice(0, 4)
  const job = await fundJob(world, requester, four)
  const rows = await Promise.all(four.map((_, i) => signRow(world, job, i, TYPICAL_TOTAL)))
  await world.send(requester, 'JobEscrow', 'settle', [rows])
  const done = await Promise.all(four.map((node) => signDone(world, job, node, TYPICAL_TOTAL)))
  const release = [job.jobId, job.sessionKey.address, done]
  const releaseDone4 = used(await world.send(requester, 'JobEscrow', 'releaseDone', release))

  const long = await fundJob(world, requester, nodes)
  const close = used(await world.send(requester, 'JobEscrow', 'close', [long.jobId]))
  await world.wait(2 * DAY)
  const after = [long.jobId, long.sessionKey.address]
  const releaseGrace16 = used(await world.send(requester, 'JobEscrow', 'release', after))
  return { withdraw, pull1, close, releaseDone4, releaseGrace16 }
}

function used({ gasUsed }: { gasUsed: bigint }): number {
  return Number(gasUsed)
}
