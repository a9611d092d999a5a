import type { Chain } from './chain.ts'
import { reputationLedger } from './contracts.ts'
import { reading } from './reading.ts'

/** Returns the constants of the ledger's formula: see verification/weighNode.ts. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readWeightRules(chain: Chain) {
  const ledger = reputationLedger(chain)
  const names = ['BETA_BPS', 'KAPPA', 'P0', 'C_MILLI', 'EPOCH'] as const
  const [betaBps, kappa, prior, priorMilli, epoch] = await reading(chain, (reader) =>
    Promise.all(names.map((functionName) => reader.readContract({ ...ledger, functionName }))),
  )
  return {
    betaBps: betaBps!,
    kappa: kappa!,
    prior: prior!,
    priorMilli: priorMilli!,
    epochSeconds: Number(epoch),
  }
}
