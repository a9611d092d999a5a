import { formatDollars } from '#protocol/units.ts'
import type { ExportRecord } from '../csv.ts'
import { isoTime } from '../format.ts'
import type { Payment } from './replayMarket.ts'

/** Returns a payment as a line of an export: amounts in micro-dollars and the net in dollars too. */
export function paymentRecord({
  timestamp,
  blockNumber,
  txHash,
  ...payment
}: Payment): ExportRecord {
  const { nodeId, jobId, gross, fee, net } = payment
  return {
    time: isoTime(timestamp),
    block: blockNumber,
    transaction: txHash,
    nodeId,
    jobId,
    grossMicroDollars: gross,
    feeMicroDollars: fee,
    netMicroDollars: net,
    netDollars: formatDollars(net),
  }
}
