/** One lie from the question to the price of it: asked, seen, shown to the court, recomputed from the chain. */

import { addressOf } from '#chain/addressOf.ts'
import { readReputationTerms } from '#chain/readReputationTerms.ts'
import { readStake } from '#chain/readStake.ts'
import type { ComposedClient } from '#cli/composeClient.ts'
import { auditConviction } from '#client/auditConviction.ts'
import { evidenceOf } from '#client/evidenceOf.ts'
import { decodeJournal } from '#client/journal.ts'
import { proveEvidence } from '#client/proveEvidence.ts'
import { submitJob } from '#client/submitJob.ts'
import type { Hex } from '#protocol/bytes.ts'
import type { JobId, NodeId } from '#protocol/ids.ts'
import type { Role } from '#protocol/role.ts'
import type { DevnetNode } from '../devnet/startDevnet.ts'
import type { Liar } from './liars.ts'

/** What a node has to lose; micro-dollars. */
export type Standing = { readonly stake: bigint; readonly weight: bigint; readonly jailed: boolean }

/** A lie as the demo reports it. */
export type CaughtLie = Pick<Liar, 'lie' | 'lane'> & {
  readonly nodeId: NodeId
  /** Questions that were asked until it showed. */
  readonly asked: number
  /** What the court punished, and by which token. */
  readonly fault: string
  readonly position: number | undefined
  readonly slashed: bigint
  readonly before: Standing
  readonly after: Standing
  readonly txHash: Hex
  /** The punishment recomputed from its transaction. */
  readonly audit: {
    readonly ok: boolean
    readonly checks: number
    readonly failed: readonly string[]
  }
  readonly ok: boolean
}

/** Most that one question may lock, micro-dollars. */
const BUDGET = 100_000n

/**
 * Asks a dishonest node until its lie shows in its own record, has it punished, and returns what that was.
 *
 * @throws Error when none of the prompts brought it out.
 */
export async function catchLiar(
  { lie, lane, role }: Liar,
  options: {
    readonly node: DevnetNode
    readonly requester: ComposedClient
    readonly prompts: readonly string[]
    readonly signal: AbortSignal
  },
): Promise<CaughtLie> {
  const { node, requester, prompts, signal } = options
  const { chain, client } = requester
  const { nodeId } = node
  const before = await standingOf(requester, nodeId, role)
  for (const [i, prompt] of prompts.entries()) {
    const jobId = await askAlone(requester, { prompt, role, nodeId, signal })
    const journal = decodeJournal((await client.journal.load(jobId))!)
    const [fault] = journal.faults ?? []
    const evidence = fault && evidenceOf(chain.context, fault)
    if (!evidence) continue
    const sessionKey = addressOf(journal.sessionPrivateKey)
    const { txHash } = await proveEvidence(chain, evidence, { sessionKey })
    const after = await standingOf(requester, nodeId, role)
    const conviction = await auditConviction(chain, txHash)
    const failed = conviction.checks.filter(({ ok }) => !ok).map(({ name }) => name)
    const audit = { ok: conviction.ok, checks: conviction.checks.length, failed }
    const { slashed, position } = conviction
    const ok = audit.ok && slashed > 0n && after.jailed && after.weight < before.weight
    const asked = i + 1
    const found = { lie, lane, nodeId, asked, fault: conviction.fault, position, slashed }
    return { ...found, before, after, txHash, audit, ok }
  }
  throw new Error(`The lie ${lie} of node ${nodeId} did not show in ${prompts.length} answers.`)
}

/** Asks one node alone, as somebody does who has a reason to check it. Returns the job. */
async function askAlone(
  { client }: ComposedClient,
  wish: {
    readonly prompt: string
    readonly role: Role
    readonly nodeId: NodeId
    readonly signal: AbortSignal
  },
): Promise<JobId> {
  const { nodeId, ...request } = wish
  const events = submitJob(client, {
    ...request,
    nodeIds: [nodeId],
    maxBudget: BUDGET,
    mode: 'transit',
  })
  let jobId: JobId | undefined
  let failure = ''
  for await (const event of events) {
    if (event.type === 'funded') jobId = event.jobId
    if (event.type === 'failed') failure = event.message
  }
  if (jobId === undefined) throw new Error(`Node ${nodeId} was not asked. ${failure}`)
  return jobId
}

async function standingOf(
  { chain }: ComposedClient,
  nodeId: NodeId,
  role: Role,
): Promise<Standing> {
  const [{ active }, { weight, jailed }] = await Promise.all([
    readStake(chain, nodeId),
    readReputationTerms(chain, { nodeId, role }),
  ])
  return { stake: active, weight, jailed }
}
