import type { Chain } from './chain.ts'
import { drandBeacon } from './contracts.ts'

/** Returns whether a chain draws by the test beacon, whose rounds are blocks. */
export function hasTestBeacon(chain: Chain): boolean {
  return drandBeacon(chain) === undefined && chain.deployment.contracts.BlockBeacon !== undefined
}
