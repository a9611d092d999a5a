/** Where the requester's word comes before its money: every transfer that the client wants passes here. */

import type { ChainPort } from '#client/ports.ts'
import { isWitanError } from '#protocol/errors.ts'
import type { JobTerms } from '#protocol/job.ts'

type ReclaimHow = 'release' | 'close'

export type MoneyGate = {
  /** Least deposit (micro-dollars) when one is needed at all, so that later jobs find a balance. */
  readonly topUp: bigint
  /** Checks an amount that is about to be locked; throws to forbid it. */
  readonly assertSpend: (amount: bigint) => Promise<void>
  /** Told before the wallet is asked or a key here signs. */
  readonly onSigning: () => void
  /** Resolves when the requester agrees to a transaction that takes the rest back; `problem` says why the last one failed. */
  readonly agree: (how: ReclaimHow, problem?: string) => Promise<void>
}

/** Returns the chain with every transfer of money behind the gate. */
export function guardChain(chain: ChainPort, gate: MoneyGate): ChainPort {
  const lock = async <T>(amount: bigint, send: () => Promise<T>): Promise<T> => {
    await gate.assertSpend(amount)
    gate.onSigning()
    return await send()
  }
  const reclaim = async <T>(how: ReclaimHow, send: () => Promise<T>): Promise<T> => {
    let problem: string | undefined
    for (;;) {
      await gate.agree(how, problem)
      try {
        return await send()
      } catch (error) {
        // declined in the wallet: the money stays where it is, and the requester can agree later
        if (!isWitanError(error, 'ABORTED')) throw error
        problem = error.message
      }
    }
  }
  return {
    ...chain,
    fundJob: (terms) => lock(budgetOf(terms), () => chain.fundJob(terms)),
    depositAndFund: (amount, terms) =>
      lock(budgetOf(terms), () => {
        const isEnough = amount <= gate.topUp
        return chain.depositAndFund(isEnough ? gate.topUp : amount, terms)
      }),
    amendJob: (change) => {
      const parts = [...change.raised.map(({ by }) => by), ...change.added.map(({ cap }) => cap)]
      return lock(sum(parts), () => chain.amendJob(change))
    },
    releaseJobDone: (jobId, sessionKey, dones) =>
      reclaim('release', () => chain.releaseJobDone(jobId, sessionKey, dones)),
    releaseJob: (jobId, sessionKey) =>
      reclaim('release', () => chain.releaseJob(jobId, sessionKey)),
    closeJob: (jobId) => reclaim('close', () => chain.closeJob(jobId)),
  }
}

function budgetOf({ allocations }: JobTerms): bigint {
  return sum(allocations.map(({ cap }) => cap))
}

function sum(parts: readonly bigint[]): bigint {
  return parts.reduce((total, part) => total + part, 0n)
}
