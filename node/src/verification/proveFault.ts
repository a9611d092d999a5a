/** Judges a bundle as the contract does, from the bundle alone: whoever sends it first sees whether it will hold. */

import { equalBytes } from '#protocol/bytes.ts'
import { encodeMessage } from '#protocol/codec.ts'
import { costOf } from '#protocol/price.ts'
import { seedCommitOf } from '#protocol/race.ts'
import { faultOfLeaf, type RaceLeaf } from '#protocol/raceLeaf.ts'
import { receiptSchema } from '#protocol/receipt.ts'
import type { Evidence, OpenedLeaf } from './evidence.ts'
import { readOpenedLeaf } from './openLeaf.ts'
import { faultOf } from './raceCheck.ts'

export type FaultProof =
  | { readonly proven: true }
  /** `why` names the first thing that does not hold. */
  | { readonly proven: false; readonly why: string }

/**
 * Returns whether a bundle proves its fault. The signatures are the caller's to recover (chain/recoverSigner.ts);
 * `replay` and `withheld` are never proven here: the first takes the model, the second the chain.
 *
 * @param evidence - The bundle.
 * @param stopTokens - The model's end tokens, as ModelRegistry has them.
 */
export function proveFault(evidence: Evidence, stopTokens: ReadonlySet<number>): FaultProof {
  switch (evidence.kind) {
    case 'equivocation':
      return proveEquivocation(evidence)
    case 'overcharge':
      return proveOvercharge(evidence)
    case 'replay':
    case 'withheld':
      return no(`a fault of kind ${evidence.kind} is not proven by its bundle`)
    default:
      return proveByLeaf(evidence, stopTokens)
  }
}

function proveByLeaf(evidence: Evidence, stopTokens: ReadonlySet<number>): FaultProof {
  const { receipt } = evidence.receipt
  const [opened] = evidence.leaves
  if (opened === undefined) return no('there is no leaf')
  const leaf = readOpenedLeaf(receipt, opened)
  if (leaf === undefined) return no('the leaf is not in the root')
  const isLast = opened.position === receipt.outputTokens - 1
  const isStop = stopTokens.has(leaf.token)
  switch (evidence.kind) {
    case 'earlyStop':
      return yesIf(
        receipt.finishReason === 'stop' && isLast && !isStop,
        'the leaf is not the last one of an output that claims its end, or it is an end token',
      )
    case 'lateStop':
      return yesIf(isStop && !isLast, 'the leaf is no end token before the last')
    default:
      return proveLeaf(evidence, opened, leaf)
  }
}

function proveLeaf(evidence: Evidence, { position }: OpenedLeaf, leaf: RaceLeaf): FaultProof {
  const { seedCommit, temperatureMilli } = evidence.receipt.receipt
  const isMoved = leaf.position !== position
  if (evidence.kind === 'malformedLeaf') {
    return yesIf(isMoved || faultOfLeaf(leaf) !== undefined, 'the leaf is well-formed')
  }
  if (seedCommitOf(evidence.seed) !== seedCommit) return no('the seed is not the committed one')
  if (isMoved) return no('the leaf names another position')
  const fault = faultOf({ seed: evidence.seed, temperatureMilli }, position, leaf)
  return yesIf(fault?.kind === 'race', 'the token wins its race, or the leaf is malformed')
}

function proveEquivocation({ receipt, other }: Evidence): FaultProof {
  const [second] = other
  if (second === undefined) return no('there is no second receipt')
  const [a, b] = [receipt.receipt, second.receipt]
  if (a.taskId !== b.taskId || a.nodeId !== b.nodeId) return no('the receipts are of two tasks')
  const said = ({ receipt }: typeof second) => encodeMessage(receiptSchema, receipt, 4096)
  return yesIf(!equalBytes(said(receipt), said(second)), 'the receipts say the same')
}

function proveOvercharge({ receipt: { receipt }, quote: [signed] }: Evidence): FaultProof {
  if (signed === undefined) return no('there is no quote')
  const { quote } = signed
  const isOwn =
    quote.quoteId === receipt.quoteId &&
    quote.nodeId === receipt.nodeId &&
    quote.modelId === receipt.modelId
  if (!isOwn) return no('the quote is of another receipt')
  return yesIf(receipt.amount > costOf(quote, receipt), 'the amount is what the quote allows')
}

function yesIf(holds: boolean, why: string): FaultProof {
  return holds ? { proven: true } : no(why)
}

function no(why: string): FaultProof {
  return { proven: false, why }
}
