import type { Chain } from '#chain/chain.ts'
import { readAllocation } from '#chain/readAllocation.ts'
import { readJob } from '#chain/readJob.ts'
import { readSettleFee } from '#chain/readSettleFee.ts'
import { recoverSigner } from '#chain/recoverSigner.ts'
import { settleVouchers } from '#chain/settleVouchers.ts'
import type { ProviderChain } from './provider.ts'

/** Returns the chain as a provider uses it; settlements are sent by the chain's account. */
export function connectChain(chain: Chain): ProviderChain {
  return {
    context: chain.context,
    readJob: (jobId) => readJob(chain, jobId),
    readAllocation: (allocation) => readAllocation(chain, allocation),
    settleVouchers: (vouchers) => settleVouchers(chain, vouchers),
    estimateSettleFee: (vouchers) => readSettleFee(chain, vouchers.length),
    recoverSigner,
  }
}
