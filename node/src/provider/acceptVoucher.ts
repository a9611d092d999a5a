import { WitanError } from '#protocol/errors.ts'
import { voucherTypedData } from '#protocol/typedData.ts'
import type { SignedVoucher, Voucher } from '#protocol/voucher.ts'
import type { JobAccount } from './jobAccounts.ts'
import type { Provider } from './provider.ts'

/**
 * Takes a requester's running total: once this resolves it is on disk, and only then does it count.
 * The same voucher again changes nothing.
 *
 * @throws {WitanError} VOUCHER_INVALID when it is for another node, index or job, or not signed by the
 * job's session key; VOUCHER_SHRINKS when it is lower than the last one; VOUCHER_OVERSHOOTS above the
 * node's cap; DISK_FULL.
 */
export async function acceptVoucher(provider: Provider, signed: SignedVoucher): Promise<void> {
  const { metrics } = provider
  try {
    await acceptChecked(provider, signed)
    metrics.settlement.voucherAccepted()
  } catch (error) {
    if (error instanceof WitanError) metrics.settlement.voucherRefused(error.code)
    throw error
  }
}

async function acceptChecked(provider: Provider, signed: SignedVoucher): Promise<void> {
  const { accounts, chain, identity } = provider
  const { voucher, signature } = signed
  const account = accounts.get(voucher.jobId)
  if (account === undefined) throw invalid(voucher, 'names a job that this node does not know')
  if (voucher.nodeId !== identity.nodeId) throw invalid(voucher, 'is for another node')
  if (voucher.index !== account.index) throw invalid(voucher, 'is for another allocation')
  const signedBy = await chain
    .recoverSigner(voucherTypedData(chain.context, voucher), signature)
    .catch(() => undefined)
  if (signedBy !== account.sessionKey) {
    throw invalid(voucher, "is not signed by the job's session key")
  }
  await assertCovered(provider, voucher, account)
  // Others may have been stored while this one was checked.
  const current = accounts.get(voucher.jobId) ?? account
  assertGrows(provider, voucher)
  current.pay(signed)
}

/** Equal is fine: a requester that lost the connection sends its last voucher again. */
function assertGrows({ store }: Provider, voucher: Voucher): void {
  const last = store.vouchers.get(voucher)?.signed.voucher.total ?? 0n
  if (voucher.total >= last) return
  throw new WitanError(
    'VOUCHER_SHRINKS',
    `The voucher's total of ${voucher.total} micro-dollars is below the last one's, ${last}. Vouchers are running totals and only grow.`,
    { meta: { jobId: voucher.jobId, total: voucher.total, last } },
  )
}

/** The requester may have raised the cap, so the chain is asked again before a voucher is refused. */
async function assertCovered(
  { jobs, store }: Provider,
  voucher: Voucher,
  { jobId, sessionKey, index }: JobAccount,
): Promise<void> {
  const job = store.jobs.get(jobId)!
  if (voucher.total <= job.cap) return
  const { allocation } = await jobs.read({ jobId, sessionKey, index }, { fresh: true })
  const cap = allocation?.cap ?? job.cap
  if (cap > job.cap) store.jobs.put({ ...job, cap })
  if (voucher.total <= cap) return
  throw new WitanError(
    'VOUCHER_OVERSHOOTS',
    `The voucher's total of ${voucher.total} micro-dollars is above the node's cap of ${cap}. Raise the cap or sign a lower total.`,
    { meta: { jobId, total: voucher.total, cap } },
  )
}

function invalid({ jobId, nodeId, index }: Voucher, why: string): WitanError {
  return new WitanError(
    'VOUCHER_INVALID',
    `The voucher ${why}. Sign one of this job, node and index with its session key.`,
    { meta: { jobId, nodeId, index } },
  )
}
