/** The chain as a client sees it, in memory: balances, caps, rows and releases with the contract's rules and real signatures. */

import type { JobHistoryEntry, JobHistoryEvent } from '#chain/jobHistory.ts'
import { jobIdOf } from '#chain/jobIdOf.ts'
import type { OnChainNode } from '#chain/onChainNode.ts'
import { recoverSigner } from '#chain/recoverSigner.ts'
import type { ChainPort } from '#client/ports.ts'
import { type Hex, toHex, u32 } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { keccak256 } from '#protocol/hash.ts'
import { type Address, type JobId, type NodeId, parseAddress } from '#protocol/ids.ts'
import type { JobTerms } from '#protocol/job.ts'
import { doneTypedData, voucherTypedData } from '#protocol/typedData.ts'
import type { SignedVoucher } from '#protocol/voucher.ts'

const FEE_BPS = 250n
const GRACE_SECONDS = 86_400
const EVERYBODYS_WEIGHT = 1_000_000n

export type MemoryMarket = ChainPort & {
  readonly nodes: OnChainNode[]
  /** What the ledger says of a node; where nothing is set, all are equal. */
  readonly weights: Map<NodeId, bigint>
  readonly settle: (vouchers: readonly SignedVoucher[]) => Promise<void>
  readonly claimedOf: (jobId: JobId, index: number) => bigint
  /** Every token that exists is in one of these; a test adds them up. */
  readonly balances: { wallet: bigint; free: bigint; owed: bigint; fees: bigint; locked: bigint }
  /** Names of the writes, in order. */
  readonly writes: string[]
  /** End tokens that the chain names for every model; undefined while it knows none. */
  stopTokens: readonly number[] | undefined
  /** Seconds since 1970, as the chain counts. */
  now: number
}

type Entry = {
  status: 'Funded' | 'Closing' | 'Released'
  endsAt: number
  readonly fundedAt: number
  readonly terms: JobTerms
  readonly allocations: { nodeId: OnChainNode['nodeId']; cap: bigint; claimed: bigint }[]
  readonly history: JobHistoryEvent[]
}

const feeOn = (total: bigint) => (total * FEE_BPS) / 10_000n

/** Returns a market without nodes whose requester holds some tokens. */
export function createMemoryMarket(wallet = 10_000_000n): MemoryMarket {
  const context = {
    chainId: 31337,
    escrow: parseAddress(`0x${'e5'.repeat(20)}`),
    registry: parseAddress(`0x${'4e'.repeat(20)}`),
  }
  const requester = parseAddress(`0x${'aa'.repeat(20)}`)
  const balances = { wallet, free: 0n, owed: 0n, fees: 0n, locked: 0n }
  const jobs = new Map<JobId, Entry>()
  const writes: string[] = []
  let block = 0n

  function write(name: string, entry?: Entry, event?: JobHistoryEntry): { txHash: Hex } {
    block++
    writes.push(name)
    const txHash = toHex(keccak256(u32(Number(block))))
    entry?.history.push({
      ...event!,
      txHash,
      blockNumber: block,
      logIndex: 0,
      timestamp: market.now,
    })
    return { txHash }
  }
  function revert(reason: string): never {
    throw new WitanError('CONTRACT_REVERTED', reason)
  }
  function move(from: keyof typeof balances, to: keyof typeof balances, amount: bigint): void {
    if (balances[from] < amount)
      throw new WitanError('INSUFFICIENT_FUNDS', `${from} has ${balances[from]}, not ${amount}.`)
    balances[from] -= amount
    balances[to] += amount
  }
  const open = (jobId: JobId) => {
    const entry = jobs.get(jobId)
    if (!entry || entry.status === 'Released') throw new WitanError('JOB_NOT_OPEN', 'No open job.')
    return entry
  }

  function fund(terms: JobTerms): { txHash: Hex } {
    const total = terms.allocations.reduce((sum, { cap }) => sum + cap, 0n)
    if (terms.allocations.some(({ cap }) => cap === 0n)) revert('JobEscrowBadCap')
    if (new Set(terms.allocations.map(({ nodeId }) => nodeId)).size !== terms.allocations.length)
      revert('JobEscrowDuplicateNode')
    move('free', 'locked', total)
    const allocations = terms.allocations.map((allocation) => ({ ...allocation, claimed: 0n }))
    const entry: Entry = {
      status: 'Funded',
      endsAt: terms.deadline,
      fundedAt: market.now,
      terms,
      allocations,
      history: [],
    }
    jobs.set(jobIdOf(context, terms), entry)
    return write('fund', entry, { type: 'funded', ...terms })
  }

  function release(entry: Entry, name: string): { txHash: Hex; refund: bigint } {
    const refund = entry.allocations.reduce((sum, { cap, claimed }) => sum + cap - claimed, 0n)
    move('locked', 'free', refund)
    entry.status = 'Released'
    entry.allocations.length = 0
    return { refund, ...write(name, entry, { type: 'released', requester, refund }) }
  }

  async function settleRow({ voucher, signature }: SignedVoucher) {
    const entry = jobs.get(voucher.jobId)
    const signer = await recoverSigner(voucherTypedData(context, voucher), signature)
    const allocation =
      entry?.terms.sessionKey === signer ? entry.allocations[voucher.index] : undefined
    if (allocation?.nodeId !== voucher.nodeId) return 'UnknownAllocation' as const
    if (voucher.total <= allocation.claimed) return 'Stale' as const
    const isCapped = voucher.total > allocation.cap
    const claimed = isCapped ? allocation.cap : voucher.total
    const fee = feeOn(claimed) - feeOn(allocation.claimed)
    move('locked', 'fees', fee)
    move('locked', 'owed', claimed - allocation.claimed - fee)
    allocation.claimed = claimed
    return isCapped ? ('Capped' as const) : ('Paid' as const)
  }

  const market: MemoryMarket = {
    context,
    requester,
    nodes: [],
    weights: new Map(),
    balances,
    writes,
    stopTokens: undefined,
    now: Math.floor(Date.now() / 1000),
    readStopTokens: async () => market.stopTokens,
    listNodes: async () => market.nodes,
    readFreeBalance: async () => balances.free,
    deposit: async (amount) => {
      move('wallet', 'free', amount)
      return write('deposit')
    },
    fundJob: async (terms) => fund(terms),
    depositAndFund: async (amount, terms) => {
      move('wallet', 'free', amount)
      return fund(terms)
    },
    amendJob: async ({ jobId, sessionKey, raised, added }) => {
      const entry = open(jobId)
      if (entry.terms.sessionKey !== sessionKey) revert('JobEscrowWrongSessionKey')
      const sum = [...raised.map(({ by }) => by), ...added.map(({ cap }) => cap)]
      move(
        'free',
        'locked',
        sum.reduce((total, part) => total + part, 0n),
      )
      for (const { index, by } of raised) entry.allocations[index]!.cap += by
      for (const allocation of added) entry.allocations.push({ ...allocation, claimed: 0n })
      return write('amend', entry, { type: 'amended', raised, added })
    },
    closeJob: async (jobId) => {
      const entry = open(jobId)
      entry.status = 'Closing'
      entry.endsAt = market.now
      return write('close', entry, { type: 'closed', endsAt: market.now })
    },
    releaseJob: async (jobId) => {
      const entry = open(jobId)
      if (market.now < entry.endsAt + GRACE_SECONDS) revert('JobEscrowInGrace')
      return release(entry, 'release')
    },
    releaseJobDone: async (jobId, _, dones) => {
      const entry = open(jobId)
      for (const [i, { nodeId, claimed }] of entry.allocations.entries()) {
        const { done, signature } = dones[i] ?? revert('JobEscrowDoneCount')
        const signer = await recoverSigner(doneTypedData(context, done), signature)
        const node = market.nodes.find((known) => known.nodeId === nodeId)
        if (done.nodeId !== nodeId || signer !== node?.signer) revert('JobEscrowBadDone')
        if (claimed < done.total) revert('JobEscrowUnsettled')
      }
      return release(entry, 'releaseDone')
    },
    readJob: async (jobId) => {
      const entry = jobs.get(jobId)
      if (!entry) return undefined
      const { status, endsAt, fundedAt, terms } = entry
      const { mode } = terms
      return { jobId, requester, endsAt, status, count: entry.allocations.length, mode, fundedAt }
    },
    readAllocations: async (jobId, sessionKey: Address) => {
      const entry = jobs.get(jobId)
      return entry?.terms.sessionKey === sessionKey ? entry.allocations.map((a) => ({ ...a })) : []
    },
    readJobHistory: async (jobId) => jobs.get(jobId)?.history ?? [],
    readWeights: async (nodeIds) =>
      new Map(nodeIds.map((nodeId) => [nodeId, market.weights.get(nodeId) ?? EVERYBODYS_WEIGHT])),
    readFee: async (total) => feeOn(total),
    claimedOf: (jobId, index) => jobs.get(jobId)?.allocations[index]?.claimed ?? 0n,
    settle: async (vouchers) => {
      for (const signed of vouchers) {
        const status = await settleRow(signed)
        const entry = jobs.get(signed.voucher.jobId)
        const row = { voucher: signed.voucher, status }
        write('settle', entry, { type: 'settled', by: requester, rows: [row] })
      }
    },
  }
  return market
}
