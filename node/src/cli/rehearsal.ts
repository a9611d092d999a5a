/** A job's payment that is simulated and not sent, for --dry-run. */

import type { Chain } from '#chain/chain.ts'
import { depositAndFund } from '#chain/depositAndFund.ts'
import { fundJob } from '#chain/fundJob.ts'
import type { ChainPort } from '#client/ports.ts'
import { WitanError } from '#protocol/errors.ts'
import { type Trial, tryStep } from './trial.ts'

export type Rehearsal = {
  /** Returns the chain with every transfer of money simulated; the job ends with ABORTED there. */
  readonly guard: (port: ChainPort, chain: Chain) => ChainPort
  /** What came of it. */
  readonly trial: () => Trial
}

/** Returns a rehearsal that has not begun. */
export function createRehearsal(): Rehearsal {
  let trial: Trial = { step: 'fund', skipped: 'it needs the wallet; give --password-file' }

  async function rehearse(
    chain: Chain,
    step: string,
    act: (on: Chain) => Promise<unknown>,
  ): Promise<never> {
    trial = { step, skipped: 'it would fail' }
    trial = await tryStep(chain, step, { from: chain.account!, act })
    throw new WitanError('ABORTED', 'This was a dry run; nothing was sent.')
  }

  return {
    guard: (port, chain) => ({
      ...port,
      fundJob: (terms) => rehearse(chain, 'fund', (on) => fundJob(on, { terms })),
      depositAndFund: (amount, terms) =>
        rehearse(chain, 'deposit and fund', (on) => depositAndFund(on, { amount, terms })),
    }),
    trial: () => trial,
  }
}
