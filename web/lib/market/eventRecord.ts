import type { MarketEvent } from '#chain/marketEvents.ts'
import { formatDollars } from '#protocol/units.ts'
import type { ExportRecord } from '../csv.ts'
import { isoTime } from '../format.ts'
import { eventKind } from './eventKinds.ts'
import { eventSubjects } from './eventSubjects.ts'

/** Returns an event as a line of an export: nothing shortened, amounts in micro-dollars and in dollars, all values. */
export function eventRecord(event: MarketEvent): ExportRecord {
  const { jobIds, nodeIds, accounts, caseId } = eventSubjects(event)
  const amount = eventKind(event.name).amount?.(event.args)
  return {
    time: isoTime(event.timestamp),
    block: event.blockNumber,
    logIndex: event.logIndex,
    transaction: event.txHash,
    contract: event.contract,
    event: event.name,
    jobIds: jobIds.join(' '),
    nodeIds: nodeIds.join(' '),
    accounts: accounts.join(' '),
    caseId,
    amountMicroDollars: amount,
    amountDollars: amount === undefined ? undefined : formatDollars(amount),
    values: JSON.stringify(event.args, (_, value) =>
      typeof value === 'bigint' ? value.toString() : value,
    ),
  }
}
