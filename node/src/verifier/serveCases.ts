import { advanceCase } from '#chain/advanceCase.ts'
import { commitVerdict } from '#chain/commitVerdict.ts'
import { readCase, readCaseCount } from '#chain/readCase.ts'
import { readChainTime } from '#chain/readChainTime.ts'
import { revealVerdict } from '#chain/revealVerdict.ts'
import type { JurorVote } from '#chain/verdict.ts'
import { toHex } from '#protocol/bytes.ts'
import { isWitanError } from '#protocol/errors.ts'
import { awaitBeacon } from './awaitBeacon.ts'
import { judgeCase } from './judgeCase.ts'
import type { Verifier } from './verifier.ts'

type CourtCase = NonNullable<Awaited<ReturnType<typeof readCase>>>

const VOTES = 'vote'
const CLOSED = 'closedCases'
/** Looks for the randomness of a case before the next case has its turn. */
const BEACON_TRIES = 4

/** A vote as it is kept: made once, so that a program that starts again says the same. */
type KeptVote = {
  readonly guilty: boolean
  readonly statsHash: JurorVote['statsHash']
  readonly salt: JurorVote['salt']
  committed?: boolean
  revealed?: boolean
}

/**
 * Takes every open case as far as it goes now: draws the jury, judges and votes where the verifier is a juror, opens its
 * vote, and moves on what is due.
 *
 * @returns Numbers of the cases that are still open.
 * @throws {WitanError} CHAIN_UNREACHABLE; a single case can't make it fail.
 */
export async function serveCases(
  verifier: Verifier,
  signal: AbortSignal,
): Promise<readonly bigint[]> {
  const { chain, records, logger } = verifier
  const open: bigint[] = []
  const count = await readCaseCount(chain)
  for (let caseId = 1n; caseId <= count; caseId++) {
    signal.throwIfAborted()
    if (records.get(CLOSED, caseId.toString()) !== undefined) continue
    const found = await readCase(chain, caseId)
    if (found === undefined || found.phase === 'closed') {
      records.set(CLOSED, caseId.toString(), '')
      continue
    }
    open.push(caseId)
    try {
      await serveCase(verifier, found, signal)
    } catch (error) {
      if (!isWitanError(error) || isWitanError(error, 'CHAIN_UNREACHABLE')) throw error
      // another juror moved it on at the same moment, or its evidence is not to be had yet
      logger.info('case not moved', { caseId }, error)
    }
  }
  return open
}

async function serveCase(verifier: Verifier, found: CourtCase, signal: AbortSignal): Promise<void> {
  const { chain, verifierId } = verifier
  const isJuror = found.jury.includes(verifierId)
  const isOver = (await readChainTime(chain)) >= found.phaseEndsAt
  switch (found.phase) {
    case 'drawing':
      // other cases must not wait for a round that nobody hands out: it is looked for again the next time
      await awaitBeacon(verifier, found.round, signal, BEACON_TRIES)
      return await advance(verifier, found)
    case 'committing':
      if (isJuror && !isOver) await vote(verifier, found, signal)
      if (isOver || (await isComplete(verifier, found, 'committing')))
        await advance(verifier, found)
      return
    case 'revealing':
      if (isJuror && !isOver) await reveal(verifier, found)
      if (isOver || (await isComplete(verifier, found, 'revealing'))) await advance(verifier, found)
      return
    case 'appealable':
      if (isOver) await advance(verifier, found)
  }
}

/** Returns whether everybody has done their part in this phase. */
async function isComplete(
  { chain }: Verifier,
  { caseId, jury }: CourtCase,
  phase: CourtCase['phase'],
): Promise<boolean> {
  const now = await readCase(chain, caseId)
  if (now?.phase !== phase) return false
  const votes = now.guiltyVotes + now.notGuiltyVotes
  return phase === 'committing' ? now.committed === jury.length : votes === now.committed
}

async function advance({ chain, tell }: Verifier, { caseId, phase }: CourtCase): Promise<void> {
  await advanceCase(chain, { caseId })
  const now = await readCase(chain, caseId)
  tell({
    event: 'advanced',
    caseId,
    from: phase,
    to: now?.phase ?? 'none',
    verdict: now?.verdict ?? 'none',
  })
}

async function vote(verifier: Verifier, found: CourtCase, signal: AbortSignal): Promise<void> {
  const { chain, verifierId, records, tell } = verifier
  const { caseId, level } = found
  const id = `${caseId}/${level}`
  const kept = readVote(verifier, id) ?? (await makeVote(verifier, found, signal))
  if (kept.committed) return
  // the salt first: a vote that was committed to and can't be opened is lost
  records.set(VOTES, id, JSON.stringify(kept))
  const { guilty, statsHash, salt } = kept
  await commitVerdict(chain, { vote: { caseId, level, verifierId, guilty, statsHash, salt } })
  records.set(VOTES, id, JSON.stringify({ ...kept, committed: true }))
  tell({ event: 'voted', caseId, level, step: 'committed' })
}

async function reveal(verifier: Verifier, { caseId, level }: CourtCase): Promise<void> {
  const { chain, verifierId, records, tell } = verifier
  const id = `${caseId}/${level}`
  const kept = readVote(verifier, id)
  if (kept === undefined || kept.revealed) return
  const { guilty, statsHash, salt } = kept
  await revealVerdict(chain, { vote: { caseId, level, verifierId, guilty, statsHash, salt } })
  records.set(VOTES, id, JSON.stringify({ ...kept, revealed: true }))
  tell({ event: 'voted', caseId, level, step: 'revealed', guilty })
}

function readVote({ records }: Verifier, id: string): KeptVote | undefined {
  const text = records.get(VOTES, id)
  return text === undefined ? undefined : (JSON.parse(text) as KeptVote)
}

/** Judges the evidence of a case. A juror without the model, or without the evidence, does not vote. */
async function makeVote(
  verifier: Verifier,
  found: CourtCase,
  signal: AbortSignal,
): Promise<KeptVote> {
  const bundle = await verifier.evidence.get(found.evidenceHash)
  // the beacon that drew the jury came after accusation and evidence: all jurors look at the same positions
  const draw = await awaitBeacon(verifier, found.round, signal)
  const { guilty, statsHash, verdict, why } = await judgeCase(verifier, found, {
    bundle,
    draw,
    signal,
  })
  verifier.logger.info('case judged', { caseId: found.caseId, verdict, why })
  return { guilty, statsHash, salt: toHex(crypto.getRandomValues(new Uint8Array(32))) }
}
