/**
 * What somebody else needs to see a fault: the signed receipt, the seed and the leaves with their paths, or, where
 * only the model can tell, the whole probe. Its name is the hash of its bytes, so it can lie anywhere.
 */

import type { Hex } from '#protocol/bytes.ts'
import {
  bytesField,
  decodeMessage,
  encodeMessage,
  type Infer,
  listField,
  namedField,
  objectField,
  uintField,
} from '#protocol/codec.ts'
import { WitanError } from '#protocol/errors.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import { MAX_EVIDENCE_BYTES, MAX_OUTPUT_TOKENS, MAX_TASK_MESSAGE_BYTES } from '#protocol/limits.ts'
import { signedQuoteSchema } from '#protocol/quote.ts'
import { LEAF_SALT_BYTES } from '#protocol/raceLeaf.ts'
import { signedReceiptSchema } from '#protocol/receipt.ts'

/** Index + 1 is the number of the contract's Fault (ICourtFaults); `replay` is what its juries judge. */
export const EVIDENCE_KINDS = [
  /** A token that another candidate beats. */
  'race',
  /** An output that the model did not end, signed as if it had. */
  'earlyStop',
  /** An output that goes on behind an end token. */
  'lateStop',
  /** A leaf that no honest node commits to. */
  'malformedLeaf',
  /** Two receipts of one task. */
  'equivocation',
  /** A receipt above what the quote allows. */
  'overcharge',
  /** Frames that were asked for and never came. */
  'withheld',
  /** Gaps that are not the model's. */
  'replay',
] as const
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number]

/** Most opened leaves: the positions of one probe. */
const MAX_LEAVES = 128
/** Longest path: a tree over MAX_OUTPUT_TOKENS leaves. */
const MAX_PATH_BYTES = 32 * Math.ceil(Math.log2(MAX_OUTPUT_TOKENS))
const MAX_LEAF_BYTES = 8 + 6 * 16
/** Longest answer of a probe: more tokens tell no more. */
const MAX_PROBE_TOKENS = 1024

export const openedLeafSchema = objectField({
  position: uintField(MAX_OUTPUT_TOKENS - 1),
  leaf: bytesField({ max: MAX_LEAF_BYTES }),
  salt: bytesField({ exact: LEAF_SALT_BYTES }),
  /** Siblings from the leaf up to the root, 32 bytes each. */
  path: bytesField({ max: MAX_PATH_BYTES }),
})
export type OpenedLeaf = Infer<typeof openedLeafSchema>

export const evidenceSchema = objectField({
  version: uintField(1, 1),
  kind: namedField(parseEvidenceKind),
  receipt: signedReceiptSchema,
  /** The other receipt of an equivocation; none otherwise. */
  other: listField(signedReceiptSchema, 1),
  /** The quote of an overcharge, or under which a probe was bought; none otherwise. */
  quote: listField(signedQuoteSchema, 1),
  /** 32 bytes; the receipt's seedCommit is their hash. */
  seed: bytesField({ exact: 32 }),
  leaves: listField(openedLeafSchema, MAX_LEAVES),
  /** Of a probe, whose text nobody wrote for himself: everything that a replay needs. None otherwise. */
  probe: listField(
    objectField({
      /** What was sent, sealed; the receipt's requestHash is its hash. */
      envelope: bytesField({ max: MAX_TASK_MESSAGE_BYTES }),
      /** Opens it (sealing/reopenRequest.ts); so nobody can show a text that was not sent. */
      requestKey: bytesField({ exact: 32 }),
      /** Unix seconds, as sealed. */
      deadline: uintField(2 ** 40 - 1),
      /** All leaves of the answer, in order. */
      leaves: listField(bytesField({ max: MAX_LEAF_BYTES }), MAX_PROBE_TOKENS),
    }),
    1,
  ),
})
export type Evidence = Infer<typeof evidenceSchema>

/** Returns the bytes of a bundle and their name: keccak256. @throws {WitanError} MESSAGE_TOO_LARGE. */
export function encodeEvidence(evidence: Evidence): { bytes: Uint8Array; hash: Hex } {
  const bytes = encodeMessage(evidenceSchema, evidence, MAX_EVIDENCE_BYTES)
  return { bytes, hash: keccak256Hex(bytes) }
}

/**
 * Returns the bundle in bytes that somebody gave under a name.
 *
 * @throws {WitanError} VERIFICATION_FAILED when they are not the named ones; MESSAGE_TOO_LARGE and PEER_PROTOCOL
 * when they are no bundle.
 */
export function decodeEvidence(bytes: Uint8Array, hash: Hex): Evidence {
  const actual = keccak256Hex(bytes)
  if (actual !== hash) {
    throw new WitanError(
      'VERIFICATION_FAILED',
      `The evidence has the hash ${actual}, not ${hash}.`,
      {
        meta: { expected: hash, actual },
      },
    )
  }
  return decodeMessage(evidenceSchema, bytes, MAX_EVIDENCE_BYTES)
}

function parseEvidenceKind(value: unknown): EvidenceKind {
  const kind = EVIDENCE_KINDS.find((name) => name === value)
  if (kind === undefined)
    throw new WitanError('INPUT_INVALID', 'There is no such kind of evidence.')
  return kind
}
