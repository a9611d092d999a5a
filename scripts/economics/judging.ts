/** Lane B on the real bench: accusations, juries that replay and vote, verdicts. */

import { type Hex, keccak256, toHex } from 'viem'
import type { LedgerWorld } from './ledgerWorld.ts'
import type { Bought, Verifier } from './probing.ts'

/** A case that waits for its end. */
export type OpenCase = {
  readonly caseId: bigint
  readonly bought: Bought
  readonly verifier: Verifier
  endsAt: number
}

const SALT = keccak256(toHex('salt'))
const STATS = keccak256(toHex('stats'))
const EVIDENCE = keccak256(toHex('evidence'))

/** Accuses as the shipped verifier does, a node once by each verifier, and takes every case to its verdict. */
export async function accuse(
  world: LedgerWorld,
  lies: readonly { readonly verifier: Verifier; readonly bought: Bought }[],
  verifiers: readonly Verifier[],
): Promise<OpenCase[]> {
  const opened: (OpenCase & { round: bigint })[] = []
  for (const { verifier, bought } of lies) {
    const { nodeId } = bought.target.identity
    const isKnown = opened.some(
      (one) => one.verifier === verifier && one.bought.target.identity.nodeId === nodeId,
    )
    if (isKnown) continue
    const { account, nodeId: verifierId } = verifier.purse
    await world.send(account, 'VerifierBench', 'openCase', [bought.signed, EVIDENCE, verifierId])
    const caseId = (await world.read('VerifierBench', 'caseCount')) as bigint
    const { round } = (await world.read('VerifierBench', 'caseOf', [caseId])) as { round: bigint }
    opened.push({ caseId, bought, verifier, round, endsAt: 0 })
  }
  if (opened.length > 0) await world.wait(1)
  for (const one of opened) {
    await world.send(one.verifier.purse.account, 'BlockBeacon', 'prove', [one.round])
    await vote(world, one, verifiers)
    const state = await world.read('VerifierBench', 'caseOf', [one.caseId])
    one.endsAt = (state as { phaseEndsAt: number }).phaseEndsAt
  }
  return opened
}

/** Closes the cases whose time for an appeal is over; returns those that are still open. */
export async function closeCases(
  world: LedgerWorld,
  cases: readonly OpenCase[],
): Promise<OpenCase[]> {
  const now = await world.now()
  for (const { caseId, bought, verifier } of cases.filter(({ endsAt }) => endsAt <= now)) {
    await world.send(verifier.purse.account, 'VerifierBench', 'advance', [caseId])
    bought.target.operator.verdicts++
  }
  return cases.filter(({ endsAt }) => endsAt > now)
}

/** Draws the jury; every juror replays and says what it saw, but for its friends. */
async function vote(
  world: LedgerWorld,
  { caseId, bought, verifier }: OpenCase,
  verifiers: readonly Verifier[],
): Promise<void> {
  const advance = () => world.send(verifier.purse.account, 'VerifierBench', 'advance', [caseId])
  await advance()
  const ids = (await world.read('VerifierBench', 'juryOf', [caseId, 0])) as readonly number[]
  const jury = verifiers.filter(({ purse, caught }) => ids.includes(purse.nodeId) && !caught)
  const votes = jury.map((juror) => {
    const isFriend = juror.friends().some((one) => one.nodeId === bought.target.identity.nodeId)
    return { purse: juror.purse, guilty: !isFriend }
  })
  for (const { purse, guilty } of votes) {
    const args = [caseId, 0, purse.nodeId, guilty, STATS, SALT]
    const commitment = (await world.read('VerifierBench', 'voteHash', args)) as Hex
    const sealed = [caseId, purse.nodeId, commitment]
    await world.send(purse.account, 'VerifierBench', 'commitVerdict', sealed)
  }
  await advance()
  for (const { purse, guilty } of votes) {
    const opened = [caseId, purse.nodeId, guilty, STATS, SALT]
    await world.send(purse.account, 'VerifierBench', 'revealVerdict', opened)
  }
  await advance()
}
