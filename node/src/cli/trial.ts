/** A step that --dry-run tries: its transaction is simulated and not sent. */

import type { Chain } from '#chain/chain.ts'
import { type Simulation, simulate } from '#chain/simulation.ts'
import type { Address } from '#protocol/ids.ts'

/** What came of trying a step: what it would cost, or why it could not be tried. */
export type Trial = { readonly step: string } & (
  | { readonly simulation: Simulation }
  | { readonly skipped: string }
)

/**
 * Returns what came of simulating a step.
 *
 * @param attempt - Who would send it, and the verb, called with the handle that it is given.
 * @throws {WitanError} What the verb throws, such as CONTRACT_REVERTED with the reason.
 */
export async function tryStep(
  chain: Chain,
  step: string,
  attempt: { readonly from: Address; readonly act: (on: Chain) => Promise<unknown> },
): Promise<Trial> {
  const simulation = await simulate(chain, attempt.from, attempt.act)
  return simulation === undefined ? { step, skipped: 'nothing to send' } : { step, simulation }
}

/** Returns what --json says of a trial. */
export function trialJson(trial: Trial) {
  const { step } = trial
  if ('skipped' in trial) return { step, gas: null, gasCostWei: null, skipped: trial.skipped }
  const { gas, gasCostWei } = trial.simulation
  // in wei of the chain's coin: no money of ours, so it stays out of the amounts
  return { step, gas: Number(gas), gasCostWei: gasCostWei.toString(), skipped: null }
}

/** Returns a row of a table for people. */
export function trialRow(trial: Trial): readonly [string, string] {
  if ('skipped' in trial) return [trial.step, `not simulated: ${trial.skipped}`]
  return [trial.step, `simulated, would take ${trial.simulation.gas} gas`]
}
