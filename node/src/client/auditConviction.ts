/** Recomputes a punishment from the transaction that brought it: nothing but the chain is asked, and no word of it is believed twice. */

import type { Chain } from '#chain/chain.ts'
import { decodeLog } from '#chain/decodeCall.ts'
import { type Fault, faultOfNumber } from '#chain/fault.ts'
import { hashTypedData } from '#chain/hashTypedData.ts'
import { readConviction } from '#chain/readConviction.ts'
import { readModel } from '#chain/readModel.ts'
import { readSignerKey } from '#chain/readSignerKey.ts'
import { readTransaction, type TransactionView } from '#chain/readTransaction.ts'
import { recoverSigner } from '#chain/recoverSigner.ts'
import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { type NodeId, parseNodeId, parseTaskId, type TaskId } from '#protocol/ids.ts'
import { type Candidate, raceScore, raceWinner, seedCommitOf } from '#protocol/race.ts'
import { decodeRaceLeaf } from '#protocol/raceLeaf.ts'
import type { Receipt, SignedReceipt } from '#protocol/receipt.ts'
import { receiptTypedData } from '#protocol/typedData.ts'
import type { Evidence } from '#verification/evidence.ts'
import { readOpenedLeaf } from '#verification/openLeaf.ts'
import { proveFault } from '#verification/proveFault.ts'
import { type Check, checkEqual } from './check.ts'
import { evidenceInCall, receiptInCall } from './evidenceInCall.ts'

/** A race as it was run again here. */
export type RaceReplay = {
  readonly position: number
  /** What the node signed. */
  readonly token: number
  /** Id of the candidate with the highest score. */
  readonly winner: number
  readonly temperatureMilli: number
  /** Best first. Scores are exact: see protocol/race.ts. */
  readonly candidates: readonly (Candidate & { readonly score: bigint })[]
}

export type ConvictionAudit = {
  readonly txHash: Hex
  readonly blockNumber: bigint
  /** Unix seconds. */
  readonly timestamp: number
  readonly nodeId: NodeId
  readonly taskId: TaskId
  readonly fault: Fault
  /** Number of the token that showed it; undefined where no single one did. */
  readonly position: number | undefined
  /** EIP-712 digest of the receipt, as the event names it. */
  readonly digest: Hex
  readonly finder: Hex
  /** Smallest unit of the stake token. */
  readonly slashed: bigint
  /** Where the stake went; undefined when there was none to take. */
  readonly split: Split | undefined
  /** Unix seconds. */
  readonly jailedUntil: number | undefined
  /** What the node signed; undefined where the transaction does not carry it, as with a verdict. */
  readonly receipt: Receipt | undefined
  /** What was shown to the court, ready to be shown again. */
  readonly evidence: Evidence | undefined
  readonly race: RaceReplay | undefined
  readonly ok: boolean
  readonly checks: readonly Check[]
}

export type Split = {
  readonly amount: bigint
  readonly victim: Hex
  readonly victimAmount: bigint
  readonly finderAmount: bigint
  readonly burned: bigint
}

type Facts = Omit<ConvictionAudit, 'ok' | 'checks' | 'receipt' | 'evidence' | 'race'>

const NO_POSITION = 2 ** 32 - 1

/**
 * Returns what a transaction punished a node for, with every value recomputed beside the published one.
 *
 * @param chain - Any handle; it only reads.
 * @param txHash - The transaction with the court's FaultProven event.
 * @throws {WitanError} INPUT_INVALID when the chain knows no such transaction or it punished nobody; CHAIN_UNREACHABLE.
 */
export async function auditConviction(chain: Chain, txHash: Hex): Promise<ConvictionAudit> {
  const transaction = await readTransaction(chain, txHash)
  const facts = transaction && factsIn(chain, transaction)
  if (!transaction || !facts) {
    throw new WitanError(
      'INPUT_INVALID',
      `The transaction ${txHash} punished no node on chain ${chain.context.chainId}. Check its hash.`,
    )
  }
  const { call } = transaction
  const signed = call && receiptInCall(call)
  const evidence = call && evidenceInCall(call)
  const race = evidence?.kind === 'race' ? replayRace(evidence) : undefined
  const checks = [
    ...(signed ? await checkReceipt(chain, facts, signed) : []),
    ...(evidence ? await checkEvidence(chain, facts, evidence, race) : []),
    ...(await checkSentence(chain, facts)),
  ]
  const ok = checks.every((check) => check.ok)
  return { ...facts, receipt: signed?.receipt, evidence, race, checks, ok }
}

function factsIn(chain: Chain, { txHash, outcome }: TransactionView): Facts | undefined {
  if (outcome.status !== 'confirmed') return undefined
  const events = outcome.logs.map((log) => decodeLog(chain.deployment, log))
  const valuesOf = (name: string, nodeId?: unknown) => {
    const found = events
      .filter((event) => event?.name === name)
      .map((event) => new Map(event!.values.map((one) => [one.name, one.value])))
    return nodeId === undefined ? found[0] : found.find((one) => one.get('nodeId') === nodeId)
  }
  const proven = valuesOf('FaultProven')
  if (proven === undefined) return undefined
  const nodeId = parseNodeId(proven.get('nodeId'))
  const taken = valuesOf('Slashed', nodeId)
  const jailed = valuesOf('Jailed', nodeId)
  const position = Number(proven.get('position'))
  const amount = (name: string) => taken?.get(name) as bigint
  return {
    txHash,
    blockNumber: outcome.blockNumber,
    timestamp: outcome.timestamp,
    nodeId,
    taskId: parseTaskId(proven.get('taskId')),
    fault: faultOfNumber(Number(proven.get('fault'))),
    digest: proven.get('digest') as Hex,
    position: position === NO_POSITION ? undefined : position,
    finder: proven.get('finder') as Hex,
    slashed: proven.get('slashed') as bigint,
    jailedUntil: jailed && Number(jailed.get('until')),
    split: taken && {
      amount: amount('amount'),
      victim: taken.get('victim') as Hex,
      victimAmount: amount('victimAmount'),
      finderAmount: amount('finderAmount'),
      burned: amount('burned'),
    },
  }
}

/** The receipt in the transaction is the node's, and the one that the event names. */
async function checkReceipt(
  chain: Chain,
  facts: Facts,
  { receipt, signature }: SignedReceipt,
): Promise<Check[]> {
  const typed = receiptTypedData(chain.context, receipt)
  const signer = await recoverSigner(typed, signature).catch(() => undefined)
  const key = signer && (await readSignerKey(chain, signer))
  const { nodeId, taskId, digest, fault } = facts
  // a lazy pass is the fault of the verifier; the receipt is of the node that it passed
  const signing = fault === 'lazyPass' ? receipt.nodeId : nodeId
  return [
    checkEqual('digest of the receipt', hashTypedData(typed), digest),
    checkEqual(`signed by a key of node ${signing}`, signing, key?.nodeId ?? 'nobody'),
    checkEqual('node of the receipt', signing, receipt.nodeId),
    checkEqual('task of the receipt', taskId, receipt.taskId),
  ]
}

async function checkEvidence(
  chain: Chain,
  { fault, position }: Facts,
  evidence: Evidence,
  race: RaceReplay | undefined,
): Promise<Check[]> {
  const { receipt } = evidence.receipt
  const checks: Check[] = []
  const [leaf] = evidence.leaves
  if (leaf) {
    const under = readOpenedLeaf(receipt, leaf) !== undefined
    const name = `leaf ${leaf.position} of ${receipt.outputTokens} is under the transcript root`
    checks.push(
      checkEqual(name, true, under),
      checkEqual('token that the court names', leaf.position, position ?? 'none'),
    )
  }
  if (race) checks.push(...checkRace(evidence, race))
  if (evidence.kind !== 'withheld') {
    const stopTokens = (await readModel(chain, receipt.modelId))?.stopTokens
    const proof = proveFault(evidence, new Set(stopTokens))
    const verdict = proof.proven ? evidence.kind : proof.why
    checks.push(checkEqual('fault found by this check', verdict, fault))
  }
  return checks
}

function checkRace({ seed, receipt: { receipt } }: Evidence, race: RaceReplay): Check[] {
  const scoreOf = (wanted: number) => race.candidates.find(({ id }) => id === wanted)!.score
  return [
    checkEqual('hash of the seed', seedCommitOf(seed), receipt.seedCommit),
    checkEqual(
      `token ${race.winner} beats the signed token ${race.token} in the race`,
      true,
      scoreOf(race.winner) >= scoreOf(race.token) && race.winner !== race.token,
    ),
  ]
}

/** What was taken is what the court says, and the court still holds the conviction. */
async function checkSentence(chain: Chain, facts: Facts): Promise<Check[]> {
  const { nodeId, taskId, fault, digest, slashed, split, jailedUntil, timestamp } = facts
  const kept = await readConviction(chain, { nodeId, taskId })
  const parts = split ? split.victimAmount + split.finderAmount + split.burned : 0n
  return [
    checkEqual('stake taken', slashed, split?.amount ?? 0n),
    checkEqual('shares of the taken stake add up', slashed, parts),
    checkEqual('the node is jailed by it', true, (jailedUntil ?? 0) > timestamp),
    checkEqual('fault that the court keeps', fault, kept?.fault ?? 'none'),
    // as much of the digest as fits beside the rest
    checkEqual('digest that the court keeps', digest.slice(0, 34), kept?.digest ?? 'none'),
  ]
}

function replayRace({ seed, leaves, receipt: { receipt } }: Evidence): RaceReplay | undefined {
  const [opened] = leaves
  if (!opened) return undefined
  const { position, token, candidates } = decodeRaceLeaf(opened.leaf)
  const { temperatureMilli } = receipt
  const scored = candidates.map((candidate) => ({
    ...candidate,
    score: raceScore(seed, position, candidate, temperatureMilli),
  }))
  scored.sort((a, b) => (a.score === b.score ? a.id - b.id : a.score > b.score ? -1 : 1))
  const winner = raceWinner(seed, position, candidates, temperatureMilli).id
  return { position, token, winner, temperatureMilli, candidates: scored }
}
