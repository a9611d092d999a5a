import type { blockBeaconAbi } from '../generated/blockBeacon.ts'
import type { SentenceTable } from './table.ts'

/** What the beacons' custom errors mean. */
export const beaconSentences: SentenceTable<typeof blockBeaconAbi> = {
  BeaconUnavailable: (round, oldest, newest) =>
    `The beacon has rounds ${oldest} to ${newest} now, not ${round}. Wait for it, or ask for a later one.`,
}
