/** One run of a market: operators, verifiers and clients on the real contracts, day by day. */

import type { PrivateKeyAccount } from 'viem'
import { approve, giveTokens } from '../gas/openWorld.ts'
import { decoysOf, showPassed } from './decoys.ts'
import { accuse, closeCases, type OpenCase } from './judging.ts'
import type { LedgerWorld } from './ledgerWorld.ts'
import {
  DAY,
  fundParts,
  type Identity,
  type Operator,
  openDust,
  openIdentity,
  profitOf,
  releaseJob,
  settleJobs,
} from './market.ts'
import {
  buyProbes,
  commitProbes,
  type Habit,
  moveToDay,
  type Probing,
  reportProbes,
  type Verifier,
} from './probing.ts'
import { noMemory, type ServingDay, serveDay, type Weighing } from './serveDay.ts'
import type { Strategy } from './strategies.ts'
import { DOLLAR, dollarsOf, drawsOf, FLOAT, GAS_PRICE, VERIFIER_STAKE } from './terms.ts'

export type MarketPlan = {
  readonly seed: number
  readonly strategies: readonly Strategy[]
  readonly verifiers: readonly Habit[]
  /** Of each verifier, in a day. */
  readonly probes: number
  readonly days: number
  readonly demand: number
  /** As if the ledger weighed so. @default as it does */
  readonly weighing?: Weighing
}

/** What one participant earned, dollars a day. */
export type Earning = {
  readonly name: string
  readonly profit: number
  readonly parts: number
  readonly verdicts: number
}
export type MarketResult = {
  readonly operators: readonly Earning[]
  readonly verifiers: readonly (Earning & { readonly rewarded: number })[]
  /** Probes that were reported, a day and node of an operator. */
  readonly probed: number
  /** What nodes of dust cost, dollars. */
  readonly dust: number
}

type Market = Omit<ServingDay, 'day'>

/** Days after the last job in which verdicts come. */
const AFTER = 3
const EVENING = 20 * 3_600
const MORE_THAN_A_DAY = 2n

/** Runs a market from a chain of its own to the last verdict. */
export async function runMarket(world: LedgerWorld, plan: MarketPlan): Promise<MarketResult> {
  await world.takeBack()
  const first = Math.floor((await world.now()) / DAY) + 2
  await moveToDay(world, first, -1)
  const requester = await openRequester(world)
  const operators: Operator[] = []
  // who came first must not matter
  for (const strategy of shuffled(plan.strategies, drawsOf(plan.seed + 500_000))) {
    operators.push(await openOperator(world, strategy))
  }
  const verifiers = await openVerifiers(world, plan, operators)
  const probing: Probing = {
    world,
    relayer: requester,
    seed: plan.seed,
    probes: plan.probes,
    verifiers,
    batches: [],
    targetOf: (nodeId) => targetOf(operators, nodeId),
    first,
  }
  const decoys = await decoysOf(world, operators)
  const { demand, seed, weighing } = plan
  const memory = noMemory()
  const market: Market = { world, requester, operators, memory, seed, demand, weighing }
  await commitProbes(probing)

  let cases: OpenCase[] = []
  for (let day = 0; day < plan.days + AFTER; day++) {
    const isOpen = day < plan.days
    await moveToDay(world, first, day)
    await world.send(requester, 'JobEscrow', 'collectFees', [])
    const lies = await reportProbes(probing)
    cases.push(...(await accuse(world, lies, verifiers)))
    await showPassed(decoys, probing)
    if (isOpen) {
      if (day + 1 < plan.days) await commitProbes(probing)
      await moveIdentities(market, day)
      await buyProbes(probing)
      await serveDay({ ...market, day })
      await washAll(market)
    }
    await world.moveTo((first + day) * DAY + EVENING)
    cases = await closeCases(world, cases)
    await pokeAll(market)
  }
  return await resultOf(world, plan, { operators, verifiers })
}

async function resultOf(
  world: LedgerWorld,
  { days, strategies }: MarketPlan,
  { operators, verifiers }: { operators: readonly Operator[]; verifiers: readonly Verifier[] },
): Promise<MarketResult> {
  const earnings: Earning[] = []
  for (const operator of operators) {
    const profit = (await profitOf(world, operator, days)) / days
    const { strategy, parts, verdicts } = operator
    earnings.push({ name: strategy.name, profit, parts, verdicts })
  }
  const verifying = []
  for (const { habit, purse, checkCost, reported, rewarded, caught, friends } of verifiers) {
    // one that belongs to an operator is counted there
    if (friends().length > 0) continue
    const alone = { identities: [], purses: [purse], cost: checkCost }
    const profit = (await profitOf(world, alone as never, days)) / days
    const rest = { parts: reported, verdicts: Number(caught), rewarded: dollarsOf(rewarded) / days }
    verifying.push({ name: habit, profit, ...rest })
  }
  const nodes = operators.reduce((sum, { identities }) => sum + identities.length, 0)
  const dusty = operators.find(({ strategy }) => strategy.dust !== undefined)
  const dustGas = Number(dusty ? world.gasOf(dusty.purses[0]!.account.address) : 0n)
  const dust = dustGas * 1e-6 * GAS_PRICE
  const reports = verifiers.reduce((sum, { reported }) => sum + reported, 0)
  const placeOf = (name: string) => strategies.findIndex((one) => one.name === name)
  earnings.sort((a, b) => placeOf(a.name) - placeOf(b.name))
  return { operators: earnings, verifiers: verifying, probed: reports / days / nodes, dust }
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((one) => ({ one, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => one)
}

async function openRequester(world: LedgerWorld): Promise<PrivateKeyAccount> {
  const requester = await world.newUser()
  await giveTokens(world, requester, 900_000n * DOLLAR)
  await approve(world, requester, 'JobEscrow')
  await world.send(requester, 'JobEscrow', 'deposit', [800_000n * DOLLAR])
  return requester
}

async function openOperator(world: LedgerWorld, strategy: Strategy): Promise<Operator> {
  const { identities, stake, washes = 0n, dust } = strategy
  const operator: Operator = {
    strategy,
    identities: [],
    purses: [],
    cost: 0,
    parts: 0,
    verdicts: 0,
  }
  const more = washes * MORE_THAN_A_DAY + (washes === 0n ? 0n : DOLLAR)
  for (let i = 0; i < identities; i++) {
    const share = stake / BigInt(identities)
    operator.identities.push(await openIdentity(world, share, { more }))
  }
  if (dust !== undefined) operator.purses.push(await openDust(world, dust))
  if (washes === 0n) return operator
  for (const { account } of operator.identities) await approve(world, account, 'JobEscrow')
  for (const { account } of operator.identities)
    await world.send(account, 'JobEscrow', 'deposit', [more])
  return operator
}

async function openVerifiers(
  world: LedgerWorld,
  plan: MarketPlan,
  operators: readonly Operator[],
): Promise<Verifier[]> {
  const owners = operators.filter(({ strategy }) => strategy.ownsVerifier)
  const verifiers: Verifier[] = []
  for (const [i, habit] of plan.verifiers.entries()) {
    const purse = await openIdentity(world, VERIFIER_STAKE, { more: FLOAT })
    const { account, nodeId } = purse
    await approve(world, account, 'VerifierBench')
    await approve(world, account, 'JobEscrow')
    await world.send(account, 'JobEscrow', 'deposit', [FLOAT / 4n])
    await world.send(account, 'NodeRegistry', 'setActive', [nodeId, false])
    await world.send(account, 'VerifierBench', 'joinVerifiers', [nodeId])
    const owner = owners[i]
    owner?.purses.push(purse)
    const counts = { checkCost: 0, reported: 0, rewarded: 0n, caught: false }
    verifiers.push({ habit, purse, friends: () => owner?.identities ?? [], ...counts })
  }
  return verifiers
}

function targetOf(operators: readonly Operator[], nodeId: number) {
  for (const operator of operators) {
    const identity = operator.identities.find((one) => one.nodeId === nodeId)
    if (identity !== undefined) return { operator, identity }
  }
  return undefined
}

/** Who leaves leaves, and who wants a new name takes one. */
async function moveIdentities({ world, operators }: Market, day: number): Promise<void> {
  for (const { strategy, identities } of operators) {
    const { leavesAfter = Infinity, renames, stake } = strategy
    for (const identity of identities.filter(({ gone }) => !gone)) {
      const isOver = day - identity.since >= leavesAfter
      if (!isOver && !(renames && (await isJailed(world, identity)))) continue
      await leave(world, identity)
      if (renames) identities.push(await openIdentity(world, stake, { since: day }))
    }
  }
}

async function leave(world: LedgerWorld, identity: Identity): Promise<void> {
  const { nodeId, account } = identity
  const { active } = (await world.read('NodeStaking', 'stakeOf', [nodeId])) as { active: bigint }
  await world.send(account, 'NodeRegistry', 'setActive', [nodeId, false])
  if (active > 0n) await world.send(account, 'NodeStaking', 'thaw', [nodeId, active])
  identity.gone = true
}

async function isJailed(world: LedgerWorld, { nodeId }: Identity): Promise<boolean> {
  const { jailedUntil } = (await world.read('NodeStaking', 'stakeOf', [nodeId])) as {
    jailedUntil: number
  }
  return jailedUntil > (await world.now())
}

/** Sells a day's share to itself; what comes back is sold again the next day. */
async function washAll({ world, operators, requester }: Market): Promise<void> {
  for (const { strategy, identities } of operators) {
    for (const identity of identities) {
      const { nodeId, account } = identity
      for (let left = strategy.washes ?? 0n; left > 0n; left -= DOLLAR) {
        const amount = left < DOLLAR ? left : DOLLAR
        const job = await fundParts(world, account, [{ nodeId, amount }])
        const nodes = new Map([[nodeId, identity]])
        await settleJobs(world, requester, [job], nodes)
        await releaseJob(world, account, job, nodes)
      }
      if (strategy.washes === undefined) continue
      const before = (await world.read('TestDollar', 'balanceOf', [account.address])) as bigint
      await world.send(account, 'JobEscrow', 'pull', [[nodeId], account.address])
      const after = (await world.read('TestDollar', 'balanceOf', [account.address])) as bigint
      await world.send(account, 'JobEscrow', 'deposit', [after - before])
    }
  }
}

/** Folds in what nodes paid since: anyone may, and every verifier does. */
async function pokeAll({ world, operators, requester }: Market): Promise<void> {
  const ids = operators.flatMap(({ identities }) => identities.map(({ nodeId }) => nodeId))
  await world.send(requester, 'ReputationLedger', 'poke', [ids])
}
