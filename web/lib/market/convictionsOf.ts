import type { MarketEvent } from '#chain/marketEvents.ts'

export type ConvictionEvent = Extract<MarketEvent, { readonly name: 'FaultProven' }>

/** Returns what a node was punished for, in the order of the events. */
export function convictionsOf(
  events: readonly MarketEvent[],
  nodeId: number,
): readonly ConvictionEvent[] {
  return events.filter(
    (event): event is ConvictionEvent =>
      event.name === 'FaultProven' && event.args.nodeId === nodeId,
  )
}
