import type { JobTerms } from '#protocol/job.ts'
import { modeNumber } from '#protocol/mode.ts'

/** Returns terms as the contract takes them: without the requester, who is the caller or named beside them. */
export function jobTermsArgs(terms: JobTerms) {
  return {
    sessionKey: terms.sessionKey,
    deadline: terms.deadline,
    mode: modeNumber(terms.mode),
    termsHash: terms.termsHash,
    allocations: terms.allocations.map(({ nodeId, cap }) => ({ nodeId, cap: amount48(cap) })),
  }
}

/** Returns an amount as the ABI coder takes 48 bits: a number, which is exact below 2^53. */
export function amount48(amount: bigint): number {
  return Number(amount)
}
