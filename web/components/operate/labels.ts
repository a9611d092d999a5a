/** What transactions of this page are called in Activity; by these words a reloaded page knows what is still under way. */

import { formatMoney } from '../../lib/format.ts'

export const LABELS = {
  register: () => 'Register a node',
  stake: (nodeId: number, amount: bigint) => `Node ${nodeId}: stake ${formatMoney(amount)}`,
  thaw: (nodeId: number, amount: bigint) => `Node ${nodeId}: unstake ${formatMoney(amount)}`,
  withdrawStake: (nodeId: number) => `Node ${nodeId}: withdraw stake`,
  claim: (nodeId: number) => `Node ${nodeId}: claim earnings`,
  offers: (nodeId: number) => `Node ${nodeId}: change offers`,
  switchOn: (nodeId: number) => `Node ${nodeId}: take new jobs`,
  switchOff: (nodeId: number) => `Node ${nodeId}: take no new jobs`,
} as const

/** Returns whether a label is of a kind, whatever its amount. */
export function isKind(label: string, kind: string): boolean {
  return label.replace(/ \$[\d,.]+$/, '') === kind.replace(/ \$[\d,.]+$/, '')
}
