import type { blockBeaconAbi } from '../generated/blockBeacon.ts'
import type { drandBeaconAbi } from '../generated/drandBeacon.ts'
import type { SentenceTable } from './table.ts'

/** What the beacons' custom errors mean. */
export const beaconSentences: SentenceTable<typeof blockBeaconAbi> &
  SentenceTable<typeof drandBeaconAbi> = {
  BeaconUnavailable: (round, oldest, newest) =>
    `The beacon has rounds ${oldest} to ${newest} now, not ${round}. Wait for it, or ask for a later one.`,
  BlockBeaconNotLocal: (chainId) =>
    `The test beacon is for local chains, not for chain ${chainId}. Deploy the drand beacon there.`,
  BlsPrecompile: (precompile) =>
    `The precompile ${precompile} refused the signature, or this chain lacks it. Fetch the round's signature again from another relay.`,
  DrandBeaconSignatureLength: (length, expected) =>
    `The signature has ${length} bytes, a point has ${expected}. Give the uncompressed point.`,
  DrandBeaconWrongSignature: (round, randomness) =>
    `This is not the network's signature of round ${round}; it would give ${randomness}. Fetch that round's signature.`,
}
