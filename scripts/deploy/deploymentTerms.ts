/** What a deployment starts with; times of the court never change, amounts only inside the court's bounds. */

const HOUR = 3_600
const DAY = 24 * HOUR

/** Times and amounts of a deployment on a public chain. */
export const deploymentTerms = {
  /** Longest job, voucher grace, challenge and appeals, seconds; the escrow needs 7 days and 1 day at least. */
  windows: { jobDuration: 7 * DAY, voucherGrace: DAY, challenge: 3 * DAY, appeals: 9 * DAY },
  /** The sum of the windows and one day. */
  thawPeriod: 21 * DAY,
  /** A signer that was rotated out stays valid while stake can be slashed. */
  signerThaw: 21 * DAY,
  /** Three levels of draw, commit, reveal and appeal fill the appeals window. */
  steps: {
    draw: HOUR,
    commit: 22 * HOUR,
    reveal: 22 * HOUR,
    appeal: 27 * HOUR,
    data: 2 * DAY,
    epoch: DAY,
    report: DAY,
    jail: 7 * DAY,
  },
  /** Shares of the stake in parts of 10,000, and micro-dollars. */
  amounts: {
    faultSlashBps: 5_000,
    verdictSlashBps: 5_000,
    lazySlashBps: 2_000,
    caseBond: 5_000_000,
    dataBond: 5_000_000,
    probeReward: 20_000,
    jurorFee: 100_000,
  },
  /** Micro-dollars. */
  modelFee: 1_000_000,
  minVerifierStake: 100_000_000,
  /** Seconds. */
  reputationEpoch: DAY,
  /** For which everything that governance wants waits, seconds; 48 hours at least on a public chain. */
  timelockDelay: 2 * DAY,
}
