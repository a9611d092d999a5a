import type { Chain } from './chain.ts'
import { probeCourt } from './contracts.ts'
import { reading } from './reading.ts'

/** Amounts and times of the court. */
export type CourtTerms = {
  /** Share of a node's stake that a proven fault, a verdict and a lazy pass cost, parts of 10,000. */
  readonly faultSlashBps: number
  readonly verdictSlashBps: number
  readonly lazySlashBps: number
  /** Bonds, rewards and fees, smallest unit of the payment token. */
  readonly caseBond: bigint
  readonly dataBond: bigint
  readonly probeReward: bigint
  readonly jurorFee: bigint
  /** Longest time of every step, seconds. */
  readonly steps: Readonly<
    Record<'draw' | 'commit' | 'reveal' | 'appeal' | 'data' | 'epoch' | 'report' | 'jail', number>
  >
}

/** Returns amounts and times of the court. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readCourtTerms(chain: Chain): Promise<CourtTerms> {
  const court = probeCourt(chain)
  const [amounts, steps] = await reading(chain, (reader) =>
    Promise.all([
      reader.readContract({ ...court, functionName: 'amountsNow' }),
      reader.readContract({ ...court, functionName: 'steps' }),
    ]),
  )
  return { ...amounts, steps }
}
