import { WitanError } from '#protocol/errors.ts'
import type { JobTerms } from '#protocol/job.ts'
import { accountOf, type Chain } from './chain.ts'

/** Throws INPUT_INVALID when the terms name another requester than the account that pays: the job id would differ. */
export function assertRequester(chain: Chain, terms: JobTerms): void {
  const account = accountOf(chain)
  if (terms.requester === account) return
  throw new WitanError(
    'INPUT_INVALID',
    `The terms name the requester ${terms.requester}, but ${account} pays. Make the terms for the paying account.`,
    { meta: { requester: terms.requester, account } },
  )
}
