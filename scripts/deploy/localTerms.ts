/** What a deployment on a local chain starts with: steps of the court that one can wait for. */

import type { deployContracts } from './deployContracts.ts'

export const localTerms: Required<
  Pick<deployContracts.Options, 'steps' | 'reputationEpoch' | 'timelockDelay'>
> = {
  /** Seconds. Drawing, committing and revealing end as soon as all have done their part. */
  steps: {
    draw: 60,
    commit: 60,
    reveal: 60,
    appeal: 3,
    data: 5,
    epoch: 15,
    report: 120,
    jail: 3_600,
  },
  reputationEpoch: 60,
  /** A local chain has nobody to protect; elsewhere the timelock takes no less than 48 hours. */
  timelockDelay: 60,
}
