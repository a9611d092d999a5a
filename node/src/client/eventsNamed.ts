import type { MarketEvent } from '#chain/marketEvents.ts'

type NameOf<event> = event extends { readonly name: infer name } ? name : never
type EventOf<name> = Extract<MarketEvent, { readonly name: name }>

/** Returns the events of a name, typed. */
export function eventsNamed<name extends NameOf<MarketEvent>>(
  events: readonly MarketEvent[],
  name: name,
): readonly EventOf<name>[] {
  return events.filter((event): event is EventOf<name> => event.name === name)
}
