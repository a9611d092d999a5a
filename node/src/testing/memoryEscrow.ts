/** The escrow as a provider sees it, in memory: the same lookups and row statuses as the contract, with real signatures. */

import { hashTypedData } from '#chain/hashTypedData.ts'
import { recoverSigner } from '#chain/recoverSigner.ts'
import { toHex } from '#protocol/bytes.ts'
import { type Address, type JobId, parseAddress, parseJobId } from '#protocol/ids.ts'
import type { Allocation, JobTerms } from '#protocol/job.ts'
import { jobTermsTypedData, voucherTypedData } from '#protocol/typedData.ts'
import type { SignedVoucher } from '#protocol/voucher.ts'
import type { ChainJob, ProviderChain, SettledRow } from '#provider/provider.ts'

export type MemoryEscrow = ProviderChain & {
  readonly fund: (terms: JobTerms) => JobId
  readonly change: (jobId: JobId, changes: Partial<ChainJob>) => void
  readonly raiseCap: (jobId: JobId, index: number, by: bigint) => void
  readonly claimed: (jobId: JobId, index: number) => bigint
  /** Makes every call fail with this until it is undefined. */
  fail: Error | undefined
  /** What settling costs now. */
  feeWei: bigint
  /** Every settlement, as the totals of its rows. */
  readonly settlements: (readonly bigint[])[]
  /** Calls of readJob. */
  reads: number
}

type Entry = {
  job: ChainJob
  readonly sessionKey: Address
  readonly allocations: (Allocation & { cap: bigint; claimed: bigint })[]
}

/** Returns an escrow without jobs. */
export function createMemoryEscrow(): MemoryEscrow {
  const context = {
    chainId: 31337,
    escrow: parseAddress(`0x${'e5'.repeat(20)}`),
    registry: parseAddress(`0x${'4e'.repeat(20)}`),
  }
  const jobs = new Map<JobId, Entry>()
  const check = () => {
    if (escrow.fail) throw escrow.fail
  }

  async function settleRow({ voucher, signature }: SignedVoucher): Promise<SettledRow> {
    const signer = await recoverSigner(voucherTypedData(context, voucher), signature)
    const entry = jobs.get(voucher.jobId)
    const allocation = entry?.sessionKey === signer ? entry.allocations[voucher.index] : undefined
    if (allocation?.nodeId !== voucher.nodeId) return { status: 'UnknownAllocation' }
    if (voucher.total <= allocation.claimed) return { status: 'Stale' }
    const isCapped = voucher.total > allocation.cap
    allocation.claimed = isCapped ? allocation.cap : voucher.total
    return { status: isCapped ? 'Capped' : 'Paid' }
  }

  const escrow: MemoryEscrow = {
    context,
    fail: undefined,
    feeWei: 0n,
    settlements: [],
    reads: 0,
    fund: (terms) => {
      const jobId = parseJobId(hashTypedData(jobTermsTypedData(context, terms)).slice(0, 42))
      const job: ChainJob = { status: 'Funded', endsAt: terms.deadline, mode: terms.mode }
      const allocations = terms.allocations.map((allocation) => ({ ...allocation, claimed: 0n }))
      jobs.set(jobId, { job, sessionKey: terms.sessionKey, allocations })
      return jobId
    },
    change: (jobId, changes) => {
      const entry = jobs.get(jobId)!
      entry.job = { ...entry.job, ...changes }
    },
    raiseCap: (jobId, index, by) => {
      jobs.get(jobId)!.allocations[index]!.cap += by
    },
    claimed: (jobId, index) => jobs.get(jobId)!.allocations[index]!.claimed,
    readJob: async (jobId) => {
      escrow.reads++
      check()
      return jobs.get(jobId)?.job
    },
    readAllocation: async ({ jobId, sessionKey, index }) => {
      check()
      const entry = jobs.get(jobId)
      const allocation = entry?.sessionKey === sessionKey ? entry.allocations[index] : undefined
      return allocation && { ...allocation }
    },
    settleVouchers: async (vouchers) => {
      check()
      const rows: SettledRow[] = []
      for (const voucher of vouchers) rows.push(await settleRow(voucher))
      escrow.settlements.push(vouchers.map(({ voucher }) => voucher.total))
      const txHash = toHex(crypto.getRandomValues(new Uint8Array(32)))
      return { txHash, rows, net: 0n, fee: 0n }
    },
    estimateSettleFee: async () => {
      check()
      return escrow.feeWei
    },
    recoverSigner,
  }
  return escrow
}
