import type { Address } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { probeCourt, verifierBench } from './contracts.ts'
import { reading } from './reading.ts'

/** Returns what the court and the bench owe an account, smallest unit of the payment token. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readCredit(
  chain: Chain,
  account: Address,
): Promise<{ readonly court: bigint; readonly bench: bigint }> {
  const call = { functionName: 'creditOf', args: [account] } as const
  const [court, bench] = await reading(chain, (reader) =>
    Promise.all([
      reader.readContract({ ...probeCourt(chain), ...call }),
      reader.readContract({ ...verifierBench(chain), ...call }),
    ]),
  )
  return { court, bench }
}
