/** A node's weight in a role as ReputationLedger computes it, in the same integers: what a router trusts it with. */

/** Constants of the formula. */
export type WeightRules = {
  /** Share of the stake that counts without any fee, parts of 10,000. */
  readonly betaBps: bigint
  /** Stake that one unit of faded fees vouches for. */
  readonly kappa: bigint
  /** Quality of a node that nobody checked, parts of 1e18. */
  readonly prior: bigint
  /** How many checks that counts as, thousandths of one. */
  readonly priorMilli: bigint
  /** Time after which 1/16 of everything has faded, seconds. */
  readonly epochSeconds: number
}

/** What a weight is made of. */
export type WeightParts = {
  /** Smallest unit of the token. */
  readonly stake: bigint
  readonly decayedFees: bigint
  /** Thousandths of a check. */
  readonly passed: bigint
  readonly failed: bigint
  readonly jailed: boolean
}

const BPS = 10_000n
const ONE = 10n ** 18n
/** 15/16 in Q64. */
const DECAY_Q64 = 15n << 60n
/** After so many epochs less than 2^-64 of anything is left. */
const MAX_DECAY_EPOCHS = 700

/** Returns what is left of a value after some epochs: value * (15/16)^epochs, rounded down as the ledger does. */
export function fade(value: bigint, epochs: number): bigint {
  if (value === 0n || epochs <= 0) return value
  if (epochs > MAX_DECAY_EPOCHS) return 0n
  let factor = 1n << 64n
  let base = DECAY_Q64
  for (let left = epochs; left !== 0; left >>= 1) {
    if (left & 1) factor = (factor * base) >> 64n
    base = (base * base) >> 64n
  }
  return (value * factor) >> 64n
}

/** Returns the stake that fees vouch for, the quality in parts of 1e18, and the weight: zero while jailed. */
export function weighNode(
  { stake, decayedFees, passed, failed, jailed }: WeightParts,
  { betaBps, kappa, prior, priorMilli }: WeightRules,
): { readonly vouched: bigint; readonly quality: bigint; readonly weight: bigint } {
  const covered = (stake * betaBps) / BPS + kappa * decayedFees
  const vouched = covered < stake ? covered : stake
  const quality = (passed * ONE + prior * priorMilli) / (passed + failed + priorMilli)
  return { vouched, quality, weight: jailed ? 0n : (vouched * quality) / ONE }
}
