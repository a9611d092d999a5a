/** A court with something to judge, on a local chain without a node's program: verifiers, a liar, cases, probes. */

import { advanceCase } from '#chain/advanceCase.ts'
import type { Chain } from '#chain/chain.ts'
import { commitProbes } from '#chain/commitProbes.ts'
import { commitVerdict } from '#chain/commitVerdict.ts'
import { createSessionKey } from '#chain/createSessionKey.ts'
import { depositAndFund } from '#chain/depositAndFund.ts'
import { joinVerifiers } from '#chain/joinVerifiers.ts'
import { mintTestDollars } from '#chain/mintTestDollars.ts'
import { openCase } from '#chain/openCase.ts'
import { proveBeacon } from '#chain/proveBeacon.ts'
import { proveRaceFault } from '#chain/proveRaceFault.ts'
import { readBatch } from '#chain/readBatch.ts'
import { readCase } from '#chain/readCase.ts'
import { reportProbe } from '#chain/reportProbe.ts'
import { reportUnanswered } from '#chain/reportUnanswered.ts'
import { revealSecret } from '#chain/revealSecret.ts'
import { revealVerdict } from '#chain/revealVerdict.ts'
import type { Sentence } from '#chain/sentence.ts'
import type { JurorVote } from '#chain/verdict.ts'
import { fromHex, type Hex, toHex } from '#protocol/bytes.ts'
import { keccak256 } from '#protocol/hash.ts'
import type { JobId, ModelId, NodeId } from '#protocol/ids.ts'
import { raceWinner } from '#protocol/race.ts'
import { probeLeafOf } from '#verification/probeDuty.ts'
import { aNode, DOLLAR, latestTime, someTerms } from './chainFixtures.ts'
import { aSignedOutput, losesAt } from './courtFixtures.ts'
import type { LocalAccount } from './localChain.ts'
import type { LocalWitan } from './localWitan.ts'

/** What the court needs of a world. */
export type CourtWorld = Pick<LocalWitan, 'localChain' | 'connect' | 'passTime'>

type Signer = { readonly nodeId: NodeId; readonly key: Hex; readonly startedAt: number }
type Verifier = Signer & { readonly chain: Chain }

export type CourtMarket = {
  /** Who pays for jobs, and accuses. */
  readonly requester: Chain
  /** A node that nothing was proven of. */
  readonly honest: Signer
  readonly verifiers: readonly Verifier[]
  /** Proves a lost race of a node of its own, and returns the sentence. */
  readonly convict: () => Promise<Sentence>
  /** Accuses a node of its own for a paid job. @param modelId - Of the receipt. @default a model that nobody knows */
  readonly accuse: (
    modelId?: ModelId,
  ) => Promise<{ readonly caseId: bigint; readonly jobId: JobId }>
  readonly drawJury: (caseId: bigint) => Promise<void>
  /** Has the whole jury commit to one verdict, and returns its votes. */
  readonly commitVotes: (caseId: bigint, guilty: boolean) => Promise<readonly JurorVote[]>
  readonly revealVotes: (votes: readonly JurorVote[]) => Promise<void>
  /** Commits to a batch of probes, lets its epoch pass and reports one probe as failed. */
  readonly probe: () => Promise<{
    verifierId: NodeId
    epoch: number
    index: number
    silent: number
  }>
}

const STAKE = 100n * DOLLAR
const VERIFIERS = 4
const PROBES = 16
/** The token that lost. */
const LOST_AT = 3

const word = (byte: number): Hex => `0x${byte.toString(16).padStart(2, '0').repeat(32)}`

/**
 * Returns a court with four verifiers of different operators, and an operator whose nodes can be accused.
 *
 * @param world - A local chain with the contracts.
 * @param owners - Six accounts with coins: the requester, the owner of the nodes that are judged, and the verifiers'.
 */
export async function openCourtMarket(
  world: CourtWorld,
  owners: readonly LocalAccount[],
): Promise<CourtMarket> {
  const [requesterAccount, liarOwner, ...verifierOwners] = owners
  const requester = await world.connect(requesterAccount)
  await mintTestDollars(requester, { amount: STAKE })
  const operator = await world.connect(liarOwner)
  const honest = await aSigner(world, operator, 3)
  const verifiers: Verifier[] = []
  for (const [i, owner] of verifierOwners.slice(0, VERIFIERS).entries()) {
    const chain = await world.connect(owner)
    const signer = await aSigner(world, chain, 10 + i)
    await joinVerifiers(chain, { verifierId: signer.nodeId })
    verifiers.push({ ...signer, chain })
  }
  const chainOf = (id: NodeId) => verifiers.find(({ nodeId }) => nodeId === id)!.chain
  return {
    requester,
    honest,
    verifiers,
    convict: async () => await convict(requester, await aSigner(world, operator, 3)),
    accuse: async (modelId) =>
      await accuse(world, requester, { ...(await aSigner(world, operator, 3)), modelId }),
    async drawJury(caseId) {
      const { round } = (await readCase(requester, caseId))!
      await world.passTime(1)
      await proveBeacon(requester, { round })
      await advanceCase(requester, { caseId })
    },
    async commitVotes(caseId, guilty) {
      const { jury, level } = (await readCase(requester, caseId))!
      const votes = jury.map((verifierId, i): JurorVote => {
        return { caseId, level, verifierId, guilty, statsHash: word(0x57), salt: word(i + 1) }
      })
      for (const vote of votes) await commitVerdict(chainOf(vote.verifierId), { vote })
      return votes
    },
    async revealVotes(votes) {
      for (const vote of votes) await revealVerdict(chainOf(vote.verifierId), { vote })
    },
    probe: () => probe(world, verifiers, [honest, ...verifiers]),
  }
}

/** A registered node with stake, and the key that signs for it. */
async function aSigner(world: CourtWorld, operator: Chain, operatorGroup: number): Promise<Signer> {
  await mintTestDollars(operator, { amount: STAKE })
  const { privateKey, address } = createSessionKey()
  const nodeId = await aNode(operator, { signer: address, stake: STAKE, operatorGroup })
  return { nodeId, key: privateKey, startedAt: await latestTime(world) }
}

async function convict(requester: Chain, liar: Signer): Promise<Sentence> {
  const output = await aSignedOutput(requester, liar, { race: losesAt(LOST_AT) })
  const { candidates } = output.tokens[LOST_AT]!
  const { temperatureMilli } = output.signed.receipt
  const winner = raceWinner(fromHex(output.seed), LOST_AT, candidates, temperatureMilli)
  return await proveRaceFault(requester, {
    signed: output.signed,
    seed: output.seed,
    opening: output.opening(LOST_AT),
    better: candidates.indexOf(winner),
  })
}

async function accuse(
  world: CourtWorld,
  requester: Chain,
  accused: Signer & { readonly modelId: ModelId | undefined },
) {
  const terms = await someTerms(world, {
    requester: requester.account!,
    sessionKey: createSessionKey().address,
    allocations: [{ nodeId: accused.nodeId, cap: DOLLAR }],
  })
  const { jobId } = await depositAndFund(requester, { amount: DOLLAR, terms })
  const { signed } = await aSignedOutput(requester, accused, {
    receipt: { jobId, ...(accused.modelId && { modelId: accused.modelId }) },
  })
  const { caseId } = await openCase(requester, { signed, evidenceHash: word(0xe1) })
  return { caseId, jobId }
}

async function probe(
  world: CourtWorld,
  [verifier]: readonly Verifier[],
  signers: readonly Signer[],
): Promise<{ verifierId: NodeId; epoch: number; index: number; silent: number }> {
  const { chain, nodeId: verifierId } = verifier!
  const secret = toHex(keccak256(fromHex(word(0x5e))))
  const planned = Array.from({ length: PROBES }, (_, index) => {
    const { address: sessionKey } = createSessionKey()
    return { index, sessionKey, promptHash: word(0x11), salt: word(index).slice(0, 34) as Hex }
  })
  const levels = treeOf(planned.map(probeLeafOf))
  const { epoch, round } = await commitProbes(chain, {
    verifierId,
    root: levels.at(-1)![0]!,
    secretCommit: toHex(keccak256(fromHex(secret))),
    count: PROBES,
  })
  await world.passTime(1)
  await proveBeacon(chain, { round })
  // past the epoch, and within the time of reports
  await world.passTime(30)
  await revealSecret(chain, { verifierId, epoch, secret })
  const { duties } = (await readBatch(chain, { verifierId, epoch }))!
  const index = duties.findIndex(({ nodeId }) => signers.some((one) => one.nodeId === nodeId))
  const probed = signers.find(({ nodeId }) => nodeId === duties[index]?.nodeId)
  if (probed === undefined) throw new Error('No probe was drawn for a node of the test.')
  const { signed } = await aSignedOutput(chain, probed)
  const path = levels.slice(0, -1).map((level, height) => level[(index >> height) ^ 1]!)
  const opening = { ...planned[index]!, path }
  const report = { verifierId, epoch, probe: opening, signed, statsHash: word(0x57) }
  await reportProbe(chain, { ...report, passed: false })
  const silent = (index + 1) % PROBES
  await reportUnanswered(chain, { verifierId, epoch, index: silent })
  return { verifierId, epoch, index, silent }
}

/** Levels of a tree over a power of two of leaves, leaves first; pairs are sorted. */
function treeOf(leaves: readonly Hex[]): readonly (readonly Hex[])[] {
  if (leaves.length === 1) return [leaves]
  const above = Array.from({ length: leaves.length / 2 }, (_, i) => {
    const pair = leaves.slice(2 * i, 2 * i + 2).sort()
    return toHex(keccak256(...pair.map((node) => fromHex(node, 32))))
  })
  return [leaves, ...treeOf(above)]
}
