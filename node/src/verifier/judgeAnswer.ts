import { readModel } from '#chain/readModel.ts'
import { readNode } from '#chain/readNode.ts'
import { recoverSigner } from '#chain/recoverSigner.ts'
import { type Hex, utf8 } from '#protocol/bytes.ts'
import { isWitanError, WitanError } from '#protocol/errors.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import { quoteTypedData, receiptTypedData } from '#protocol/typedData.ts'
import { replayTask, type TaskReplay } from '#runtime/replayTask.ts'
import {
  comparePosition,
  type PositionDifference,
  type ReplayStatistics,
  summarizeDifferences,
} from '#verification/compareReplay.ts'
import { CHECKED_POSITIONS, drawPositions } from '#verification/drawPositions.ts'
import type { Evidence } from '#verification/evidence.ts'
import { type OpenedProbe, openProbe } from '#verification/openProbe.ts'
import { createRaceCheck, type RaceFault } from '#verification/raceCheck.ts'
import { judgeReplay } from '#verification/thresholds.ts'
import type { Finding } from './epochState.ts'
import type { Verifier } from './verifier.ts'

/** A finding, and the figures behind it where the model was run. */
export type Judgement = Finding & {
  readonly statistics?: ReplayStatistics
  readonly equality?: Equality
}

/** Positions that could differ, and those of them that did not, to the last number. */
export type Equality = { readonly open: number; readonly equal: number }

/**
 * Returns what an answer says of its node: by its races, by its end, and by the model itself. Races are looked at in
 * every position; what the model says of a long answer, in those that were drawn.
 *
 * @param evidence - A whole probe (kind `replay`).
 * @throws {WitanError} NOT_JUDGEABLE when the evidence does not fit together; MODEL_UNKNOWN when the model is not here;
 * CHAIN_UNREACHABLE.
 */
export async function judgeAnswer(
  verifier: Pick<Verifier, 'chain' | 'engineOf' | 'thresholdsOf'>,
  evidence: Evidence,
  options: judgeAnswer.Options = {},
): Promise<Judgement> {
  const { chain, thresholdsOf } = verifier
  await assertSigned(verifier, evidence)
  const opened = openProbe(chain.context, evidence)
  const fault = await findFault(verifier, evidence, opened)
  if (fault !== undefined) return found('fault', `token ${fault.position}: ${fault.kind}`)

  const replay = await replayAnswer(verifier, evidence, { opened, ...options })
  if (replay === undefined) return found('too short', 'there are no tokens')
  if (isCut(evidence, replay)) return found('fault', 'the limit is lower than the expert’s')
  const { rules, leaves } = opened
  const differences = replay.positions.map(({ position, candidates }) =>
    comparePosition(rules, leaves[position]!, candidates),
  )
  const statistics = summarizeDifferences(differences)
  const equality = equalityOf(differences)
  const verdict = judgeReplay(
    statistics,
    await thresholdsOf(evidence.receipt.receipt, options.version),
  )
  const isBroken = (options.sameClass ?? false) && equality.equal < equality.open
  const { margin, gap, tokens } = statistics
  const figures = `${tokens} tokens: margin ${margin.toFixed(4)}, gap ${gap.toFixed(4)} nats`
  if (!isBroken || verdict === 'fault') {
    return { ...found(verdict, figures, statistics), statistics, equality }
  }
  const why = `${figures}; ${equality.open - equality.equal} positions differ within the class`
  return { ...found('suspect', why, statistics), statistics, equality }
}

export declare namespace judgeAnswer {
  type Options = {
    /**
     * 32 bytes that nobody knew when the answer was signed; they draw the positions of a long answer, for everybody
     * alike. @default every position is looked at
     */
    readonly draw?: Hex
    /** Whether the node's answers are equal to those of this machine, as far as is known. @default false */
    readonly sameClass?: boolean
    /** Version of the model's thresholds, zero for none. @default what a case would name */
    readonly version?: number | undefined
    readonly signal?: AbortSignal
  }
}

/** Returns what the model says of the answer; undefined of one without tokens. */
async function replayAnswer(
  { engineOf }: Pick<Verifier, 'engineOf'>,
  { receipt: { receipt } }: Evidence,
  { opened, draw, signal }: judgeAnswer.Options & { readonly opened: OpenedProbe },
): Promise<TaskReplay | undefined> {
  const { modelId, transcriptRoot } = receipt
  const engine = await engineOf(modelId)
  if (engine === undefined) {
    throw new WitanError(
      'MODEL_UNKNOWN',
      `The model ${modelId} is not here, so nothing was replayed.`,
    )
  }
  const { payload, leaves } = opened
  if (leaves.length === 0) return undefined
  return await replayTask(engine, {
    modelId,
    messages: payload.messages,
    maxOutputTokens: payload.maxOutputTokens,
    output: leaves.map(({ token }) => token),
    positions:
      draw === undefined
        ? [...leaves.keys()]
        : drawPositions(draw, transcriptRoot, leaves.length, CHECKED_POSITIONS),
    ...(signal && { signal }),
  }).catch(notServed)
}

function equalityOf(differences: readonly PositionDifference[]): Equality {
  const open = differences.filter((one) => one.open)
  return { open: open.length, equal: open.filter(({ exact }) => exact).length }
}

/** Returns the hash under which figures are reported: of their JSON, keys in the order of ReplayStatistics. */
export function statsHashOf(statistics: ReplayStatistics | undefined, verdict: string) {
  const { tokens, margin, gap, top1, overlap, exact } = statistics ?? NO_FIGURES
  return keccak256Hex(utf8(JSON.stringify({ verdict, tokens, margin, gap, top1, overlap, exact })))
}

const NO_FIGURES: ReplayStatistics = { tokens: 0, margin: 0, gap: 0, top1: 0, overlap: 0, exact: 0 }

function found(verdict: Finding['verdict'], why: string, statistics?: ReplayStatistics): Finding {
  return { verdict, why, statsHash: statsHashOf(statistics, verdict) }
}

/** @throws {WitanError} NOT_JUDGEABLE when receipt or quote are not by the node's signer. */
async function assertSigned(
  { chain }: Pick<Verifier, 'chain'>,
  { receipt: signed, quote: [quote] }: Evidence,
): Promise<void> {
  const node = await readNode(chain, signed.receipt.nodeId)
  const signers = await Promise.all([
    recoverSigner(receiptTypedData(chain.context, signed.receipt), signed.signature),
    quote && recoverSigner(quoteTypedData(chain.context, quote.quote), quote.signature),
  ])
  if (signers.every((signer) => signer === node?.signer)) return
  throw new WitanError('NOT_JUDGEABLE', 'Receipt or quote are not signed by the node.')
}

async function findFault(
  { chain }: Pick<Verifier, 'chain'>,
  { receipt: { receipt } }: Evidence,
  { leaves, rules }: OpenedProbe,
): Promise<RaceFault | undefined> {
  const stopTokens = new Set((await readModel(chain, receipt.modelId))?.stopTokens)
  const races = createRaceCheck({ ...rules, stopTokens })
  for (const [position, leaf] of leaves.entries()) {
    const fault = races.push(leaf)
    if (fault !== undefined) return fault
    if (leaf.position !== position) {
      return { position, token: leaf.token, kind: 'malformedLeaf', what: 'order' }
    }
  }
  const last = leaves.at(-1)
  const isEarly = receipt.finishReason === 'stop' && stopTokens.size > 0
  if (!isEarly || last === undefined || stopTokens.has(last.token)) return undefined
  return { position: leaves.length - 1, token: last.token, kind: 'earlyStop' }
}

/** An output that ended by its length must have had the length that it was asked for. */
function isCut({ receipt: { receipt } }: Evidence, { maxOutputTokens }: TaskReplay): boolean {
  return receipt.finishReason === 'length' && receipt.maxOutputTokens < maxOutputTokens
}

/** An honest node would have refused the request: then the answer says nothing of the model. */
function notServed(error: unknown): never {
  if (isWitanError(error, 'PROMPT_UNSUPPORTED') || isWitanError(error, 'INPUT_TOO_LARGE')) {
    throw new WitanError('NOT_JUDGEABLE', 'An honest node would have refused the request.', {
      cause: error,
    })
  }
  throw error
}
