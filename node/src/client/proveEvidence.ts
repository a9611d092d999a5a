/** Convicts a node by a bundle of evidence: one transaction, judged by the contract alone. */

import type { Chain } from '#chain/chain.ts'
import { proveEarlyStop } from '#chain/proveEarlyStop.ts'
import { proveEquivocation } from '#chain/proveEquivocation.ts'
import { proveLateStop } from '#chain/proveLateStop.ts'
import { proveMalformedLeaf } from '#chain/proveMalformedLeaf.ts'
import { proveOvercharge } from '#chain/proveOvercharge.ts'
import { proveRaceFault } from '#chain/proveRaceFault.ts'
import { proveWithheld } from '#chain/proveWithheld.ts'
import { readModel } from '#chain/readModel.ts'
import type { WriteOptions } from '#chain/sendCall.ts'
import type { Sentence } from '#chain/sentence.ts'
import { toHex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import type { Address } from '#protocol/ids.ts'
import { raceWinner } from '#protocol/race.ts'
import { decodeRaceLeaf } from '#protocol/raceLeaf.ts'
import type { LeafOpening } from '#protocol/raceTranscript.ts'
import type { Evidence, OpenedLeaf } from '#verification/evidence.ts'
import { proveFault } from '#verification/proveFault.ts'

/**
 * Shows the court a fault and returns what it cost the node. The bundle is judged here first, by the same rules.
 *
 * @param chain - Handle whose account gets the finder's share.
 * @param evidence - The bundle (decodeEvidence).
 * @param options - `sessionKey` of the job, so that its requester is refunded first.
 * @throws {WitanError} VERIFICATION_FAILED when the bundle proves nothing, naming why; INPUT_INVALID for a kind that
 * takes a jury; CONTRACT_REVERTED when the task was punished before; and what sendCall throws.
 */
export async function proveEvidence(
  chain: Chain,
  evidence: Evidence,
  options: WriteOptions & { readonly sessionKey?: Address } = {},
): Promise<Sentence> {
  const { kind, receipt: signed } = evidence
  if (kind === 'withheld') return await proveWithheld(chain, { ...options, signed })
  if (kind === 'replay') {
    throw new WitanError(
      'INPUT_INVALID',
      'Whether gaps are the model’s takes a jury with the model. Open a case instead.',
    )
  }
  await assertProven(chain, evidence)
  const proof = { ...options, signed }
  switch (kind) {
    case 'equivocation':
      return await proveEquivocation(chain, { ...proof, other: evidence.other[0]! })
    case 'overcharge':
      return await proveOvercharge(chain, { ...proof, quote: evidence.quote[0]! })
    case 'race':
      return await proveRaceFault(chain, { ...proof, ...raceProofOf(evidence) })
    case 'earlyStop':
      return await proveEarlyStop(chain, { ...proof, opening: openingOf(evidence.leaves[0]!) })
    case 'lateStop':
      return await proveLateStop(chain, { ...proof, opening: openingOf(evidence.leaves[0]!) })
    case 'malformedLeaf': {
      const leaf = evidence.leaves[0]!
      return await proveMalformedLeaf(chain, {
        ...proof,
        opening: openingOf(leaf),
        place: leaf.position,
      })
    }
  }
}

/** @throws {WitanError} VERIFICATION_FAILED. */
async function assertProven(chain: Chain, evidence: Evidence): Promise<void> {
  const { modelId, nodeId } = evidence.receipt.receipt
  const needsModel = evidence.kind === 'earlyStop' || evidence.kind === 'lateStop'
  const model = needsModel ? await readModel(chain, modelId) : undefined
  if (needsModel && model === undefined) {
    throw new WitanError(
      'VERIFICATION_FAILED',
      `The model ${modelId} is not registered, so the court knows none of its end tokens.`,
      { meta: { modelId } },
    )
  }
  const proof = proveFault(evidence, new Set(model?.stopTokens))
  if (proof.proven) return
  throw new WitanError(
    'VERIFICATION_FAILED',
    `The evidence against node ${nodeId} proves nothing: ${proof.why}. Nothing was sent.`,
    { meta: { nodeId, kind: evidence.kind } },
  )
}

function raceProofOf({ receipt: { receipt }, seed, leaves: [opened] }: Evidence) {
  const { position, candidates } = decodeRaceLeaf(opened!.leaf)
  const winner = raceWinner(seed, position, candidates, receipt.temperatureMilli)
  const better = candidates.indexOf(winner)
  return { seed: toHex(seed), opening: openingOf(opened!), better }
}

function openingOf({ leaf, salt, path }: OpenedLeaf): LeafOpening {
  const siblings = Array.from({ length: path.length / 32 }, (_, i) =>
    toHex(path.subarray(32 * i, 32 * (i + 1))),
  )
  return { leaf, salt, path: siblings }
}
