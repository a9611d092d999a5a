import type { MarketEvent } from '#chain/marketEvents.ts'

/** Where the evidence behind an event is recomputed. */
type EventPlace = { readonly href: string; readonly title: string }

/** Returns the page that recomputes an event of the court or the bench; undefined for what has none. */
export function eventPlace({ name, args, txHash }: MarketEvent): EventPlace | undefined {
  if (name === 'FaultProven') return { href: proofHref(txHash), title: 'proof' }
  if ('caseId' in args) return { href: caseHref(args.caseId), title: `case ${args.caseId}` }
  if ('verifierId' in args && 'epoch' in args) {
    const { verifierId, epoch } = args
    const index = 'index' in args ? args.index : undefined
    return {
      href: probeHref({ verifierId, epoch, index }),
      title: index === undefined ? 'probes' : `probe ${index}`,
    }
  }
  return undefined
}

/** Returns the page of a punishment, named by its transaction. */
export function proofHref(txHash: string): string {
  return `/case/?proof=${txHash}`
}

/** Returns the page of a case. */
export function caseHref(caseId: bigint): string {
  return `/case/?id=${caseId}`
}

/** Names one probe of a verifier's epoch, or without an index all of them. */
export type ProbeId = {
  readonly verifierId: number
  readonly epoch: number
  readonly index?: number | undefined
}

/** Returns the page of a probe: its id is verifier, epoch and number, joined by dashes. */
export function probeHref({ verifierId, epoch, index }: ProbeId): string {
  return `/probe/?id=${verifierId}-${epoch}${index === undefined ? '' : `-${index}`}`
}

/** Returns the probe that an id names; undefined for what is none. */
export function parseProbeId(text: string): ProbeId | undefined {
  const found = /^([1-9]\d{0,9})-(\d{1,10})(?:-(\d{1,2}))?$/.exec(text.trim())
  if (!found) return undefined
  const [, verifierId, epoch, index] = found
  return {
    verifierId: Number(verifierId),
    epoch: Number(epoch),
    index: index === undefined ? undefined : Number(index),
  }
}
