/** What `witan audit` recomputes besides jobs: proofs, cases, probes and weights, from the chain alone. */

import type { Chain } from '#chain/chain.ts'
import { readNode } from '#chain/readNode.ts'
import { auditCase } from '#client/auditCase.ts'
import { auditConviction } from '#client/auditConviction.ts'
import { auditProbes } from '#client/auditProbes.ts'
import { auditWeight } from '#client/auditWeight.ts'
import type { Check } from '#client/check.ts'
import { marketHistory } from '#client/marketHistory.ts'
import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { parseNodeId } from '#protocol/ids.ts'

/** What can be named, and how it is recomputed. */
const KINDS: readonly (readonly [
  pattern: RegExp,
  audit: (chain: Chain, ...parts: readonly string[]) => Promise<readonly Check[]>,
])[] = [
  [/^(0x[0-9a-f]{64})$/i, checkProof],
  [/^case:([1-9]\d{0,17})$/, checkCase],
  [/^probe:([1-9]\d{0,9})-(\d{1,10})$/, checkProbes],
  [/^node:([1-9]\d{0,9})$/, checkWeights],
]

/** Returns whether a text names something of the court and not a job. */
export function isCourtSubject(text: string): boolean {
  return KINDS.some(([pattern]) => pattern.test(text))
}

/**
 * Returns every recomputed value of a punishment ("0x" and 64 digits: its transaction), a case ("case:3"), the probes of
 * a verifier's epoch ("probe:4-118850") or the weights of a node ("node:4") beside the published one.
 *
 * @throws {WitanError} INPUT_INVALID when the chain has no such thing; CHAIN_UNREACHABLE.
 */
export async function auditCourt(chain: Chain, subject: string): Promise<readonly Check[]> {
  for (const [pattern, audit] of KINDS) {
    const found = pattern.exec(subject)
    if (found) return await audit(chain, ...found.slice(1))
  }
  throw new WitanError('INPUT_INVALID', `There is nothing to recompute by the name ${subject}.`)
}

async function checkProof(chain: Chain, txHash = ''): Promise<readonly Check[]> {
  return (await auditConviction(chain, txHash.toLowerCase() as Hex)).checks
}

async function checkCase(chain: Chain, caseId = ''): Promise<readonly Check[]> {
  return (await auditCase(chain, BigInt(caseId), await marketHistory(chain))).checks
}

async function checkProbes(chain: Chain, id = '', epoch = ''): Promise<readonly Check[]> {
  const of = { verifierId: parseNodeId(Number(id)), epoch: Number(epoch) }
  return (await auditProbes(chain, of, await marketHistory(chain))).checks
}

async function checkWeights(chain: Chain, id = ''): Promise<readonly Check[]> {
  const nodeId = parseNodeId(Number(id))
  const [node, events] = await Promise.all([readNode(chain, nodeId), marketHistory(chain)])
  if (node === undefined) throw new WitanError('INPUT_INVALID', `There is no node ${nodeId}.`)
  const blockNumber = events.at(-1)!.blockNumber
  const roles = [...new Set(node.offers.map(({ role }) => role))]
  const audits = await Promise.all(
    roles.map((role) => auditWeight(chain, { nodeId, role }, { events, blockNumber })),
  )
  return audits.flatMap(({ role, checks }) =>
    checks.map((check) => ({ ...check, name: `${role}: ${check.name}` })),
  )
}
