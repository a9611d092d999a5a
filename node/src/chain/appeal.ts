import type { Chain } from './chain.ts'
import { verifierBench } from './contracts.ts'
import { eventIn } from './eventIn.ts'
import { payBond } from './payBond.ts'
import { reading } from './reading.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Takes a ruled case to a larger jury, for a bond twice that of the level below.
 *
 * @throws {WitanError} CONTRACT_REVERTED when there is no such appeal now; INSUFFICIENT_FUNDS for the bond; and what
 * sendCall throws.
 */
export async function appeal(
  chain: Chain,
  parameters: WriteOptions & { readonly caseId: bigint },
): Promise<Transaction & { readonly level: number; readonly bond: bigint }> {
  const bench = verifierBench(chain)
  const args = [parameters.caseId] as const
  const bonds = await reading(chain, (reader) =>
    reader.readContract({ ...bench, functionName: 'bondsOf', args }),
  )
  const needed = 2n * (bonds.at(-1)?.amount ?? 0n)
  const { receipt, transaction } = await payBond(chain, bench, needed, parameters, () =>
    sendCall(chain, { ...bench, functionName: 'appeal', args }, parameters),
  )
  const { level, bond } = eventIn(receipt, bench, 'CaseAppealed')
  return { ...transaction, level, bond }
}
