/** Nodes with little stake that lose races on purpose, for verifiers that pass what they never read. */

import type { LedgerWorld } from './ledgerWorld.ts'
import { type Operator, openPurse, type Purse } from './market.ts'
import type { Probing } from './probing.ts'

export type Decoys = { readonly finder: Purse } | undefined

/** Gives the operator of decoys, where there is one, an account to show passed lies with. */
export async function decoysOf(
  world: LedgerWorld,
  operators: readonly Operator[],
): Promise<Decoys> {
  const operator = operators.find(({ strategy }) => strategy.isDecoy)
  if (operator === undefined) return undefined
  const finder = await openPurse(world, 0n)
  operator.purses.push(finder)
  return { finder }
}

/** Shows the court what was passed in the last epoch although its race was lost, and has whoever passed it punished. */
export async function showPassed(decoys: Decoys, { world, batches }: Probing): Promise<void> {
  if (decoys === undefined) return
  const { account } = decoys.finder
  const epoch = Number(await world.read('VerifierBench', 'epochNow')) - 1
  for (const { verifier, bought } of batches.filter((one) => one.epoch === epoch)) {
    for (const { proof, signed, target } of bought) {
      if (proof === undefined || verifier.habit === 'checks') continue
      await world.send(account, 'ProbeCourt', 'proveRaceFault', proof)
      await world.send(account, 'VerifierBench', 'punishLazyPass', [signed])
      target.operator.verdicts++
      verifier.caught = true
    }
  }
}
