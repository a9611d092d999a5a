import type { Decoded } from '#chain/decodeCall.ts'
import { concatBytes, fromHex } from '#protocol/bytes.ts'
import { decodeRaceLeaf } from '#protocol/raceLeaf.ts'
import type { LeafOpening } from '#protocol/raceTranscript.ts'
import type { SignedReceipt } from '#protocol/receipt.ts'
import type { Evidence, EvidenceKind, OpenedLeaf } from '#verification/evidence.ts'
import { openingIn, signedQuoteIn, signedReceiptIn } from './signedReceiptIn.ts'

/** Which fault each of the court's functions shows. */
const KINDS: Readonly<Record<string, EvidenceKind>> = {
  proveRaceFault: 'race',
  proveEarlyStop: 'earlyStop',
  proveLateStop: 'lateStop',
  proveMalformedLeaf: 'malformedLeaf',
  proveEquivocation: 'equivocation',
  proveOvercharge: 'overcharge',
  proveWithheld: 'withheld',
}

/**
 * Returns the bundle that somebody showed the court, out of the transaction alone: it proves the same fault again.
 *
 * @param call - A decoded call of the court.
 * @returns Undefined when the call shows no evidence.
 * @throws {WitanError} INPUT_INVALID when its values are not what the function takes.
 */
export function evidenceInCall({ contract, name, values }: Decoded): Evidence | undefined {
  const kind = contract === 'ProbeCourt' ? KINDS[name] : undefined
  if (kind === undefined) return undefined
  const given = new Map(values.map((one) => [one.name, one.value]))
  const receipt = signedReceiptIn(values[0]?.value)
  const opening = given.has('opening') ? openingIn(given.get('opening')) : undefined
  const place = given.get('place')
  return {
    version: 1,
    kind,
    receipt,
    other: kind === 'equivocation' ? [signedReceiptIn(given.get('second'))] : [],
    quote:
      kind === 'overcharge' ? [signedQuoteIn(given.get('quote'), given.get('quoteSignature'))] : [],
    seed: given.has('seed') ? fromHex(String(given.get('seed')), 32) : new Uint8Array(32),
    leaves: opening ? [openedLeaf(opening, place === undefined ? undefined : Number(place))] : [],
    probe: [],
  }
}

/** Returns which receipt a call is about, be it evidence, a pass that was one too many, or an accusation. */
export function receiptInCall({ values }: Decoded): SignedReceipt | undefined {
  const signed = values.find(({ name }) => name === 'signed' || name === 'first')
  return signed && signedReceiptIn(signed.value)
}

function openedLeaf({ leaf, salt, path }: LeafOpening, place: number | undefined): OpenedLeaf {
  return {
    position: place ?? decodeRaceLeaf(leaf).position,
    leaf,
    salt,
    path: concatBytes(...path.map((sibling) => fromHex(sibling, 32))),
  }
}
