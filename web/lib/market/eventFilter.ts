/** Which events a reader wants to see; kept in the address, so that a view can be passed on. */

import type { MarketEvent, MarketEventName } from '#chain/marketEvents.ts'
import { EVENT_GROUPS, type EventGroup } from './eventKind.ts'
import { EVENT_NAMES, eventKind } from './eventKinds.ts'
import { eventSubjects } from './eventSubjects.ts'

export type EventFilter = {
  readonly group: EventGroup | undefined
  /** One kind of event: a phase of cases, say. */
  readonly name: MarketEventName | undefined
  readonly nodeId: number | undefined
  /** Job id, account, any hash, or "case 3"; lower case. */
  readonly subject: string | undefined
  readonly fromBlock: bigint | undefined
  readonly toBlock: bigint | undefined
}

/** Returns the filter in an address; what it can't read counts as not given. */
export function parseEventFilter(params: URLSearchParams): EventFilter {
  const group = params.get('type')
  const subject = params.get('q')?.trim().toLowerCase()
  return {
    group: group !== null && Object.hasOwn(EVENT_GROUPS, group) ? (group as EventGroup) : undefined,
    name: EVENT_NAMES.find((name) => name === params.get('event')),
    nodeId: wholeNumber(params.get('node')),
    subject: subject || undefined,
    fromBlock: block(params.get('from')),
    toBlock: block(params.get('to')),
  }
}

/** Returns the address part of a filter, without the question mark; empty for all events. */
export function formatEventFilter(filter: EventFilter): string {
  const params = new URLSearchParams()
  const { group, name, nodeId, subject, fromBlock, toBlock } = filter
  if (group) params.set('type', group)
  if (name) params.set('event', name)
  if (nodeId !== undefined) params.set('node', String(nodeId))
  if (subject) params.set('q', subject)
  if (fromBlock !== undefined) params.set('from', String(fromBlock))
  if (toBlock !== undefined) params.set('to', String(toBlock))
  return params.toString()
}

/** Returns whether an event passes a filter. */
export function passesFilter(event: MarketEvent, filter: EventFilter): boolean {
  const { group, name, nodeId, subject, fromBlock, toBlock } = filter
  if (name !== undefined && event.name !== name) return false
  if (group !== undefined && eventKind(event.name).group !== group) return false
  if (fromBlock !== undefined && event.blockNumber < fromBlock) return false
  if (toBlock !== undefined && event.blockNumber > toBlock) return false
  if (nodeId === undefined && subject === undefined) return true
  const { jobIds, nodeIds, accounts, hashes, caseId } = eventSubjects(event)
  if (nodeId !== undefined && !nodeIds.includes(nodeId)) return false
  if (subject === undefined || event.txHash === subject) return true
  const wanted = /^case ?(\d{1,18})$/.exec(subject)?.[1]
  if (wanted !== undefined) return caseId === BigInt(wanted)
  return [...jobIds, ...accounts, ...hashes].includes(subject)
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d{1,10}$/.test(text) ? Number(text) : undefined
}

function block(text: string | null): bigint | undefined {
  return text !== null && /^\d{1,18}$/.test(text) ? BigInt(text) : undefined
}
