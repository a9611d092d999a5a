/** witan court: what nodes were punished for, which cases are open, who judges, and the record of one node. */

import type { Chain } from '#chain/chain.ts'
import type { CourtCase } from '#chain/courtCase.ts'
import type { OnChainNode } from '#chain/onChainNode.ts'
import { readCase, readCaseCount } from '#chain/readCase.ts'
import { type ProvenFault, readConvictions } from '#chain/readConvictions.ts'
import { readNode } from '#chain/readNode.ts'
import { type ReputationTerms, readReputationTerms } from '#chain/readReputationTerms.ts'
import { readStake, type Stake } from '#chain/readStake.ts'
import { readVerifiers } from '#chain/readVerifiers.ts'
import { WitanError } from '#protocol/errors.ts'
import type { NodeId } from '#protocol/ids.ts'
import type { Role } from '#protocol/role.ts'
import { formatDollars } from '#protocol/units.ts'
import type { Command } from '../context.ts'
import { formatTable } from '../formatTable.ts'
import { loadSettings } from '../loadSettings.ts'
import { openChain } from '../openChain.ts'
import { parseNodeNumber } from '../parseNodeNumber.ts'

export type CourtOptions = { readonly node?: string }

/** A node's stake, and what it is trusted with in each role that it offers. */
type NodeRecord = {
  readonly nodeId: NodeId
  readonly stake: Stake
  readonly roles: readonly ({ readonly role: Role } & ReputationTerms)[]
}

/** Newest cases that are shown. */
const MOST_CASES = 50n
const ONE = 10n ** 18n

export const court: Command<CourtOptions> = async (context, options) => {
  const { output } = context
  const nodeId = options.node === undefined ? undefined : parseNodeNumber(options.node)
  const { config } = loadSettings(context)
  const chain = await openChain(config)
  const [convictions, cases, verifiers, record] = await Promise.all([
    readConvictions(chain),
    newestCases(chain),
    readVerifiers(chain),
    nodeId === undefined ? undefined : recordOf(chain, nodeId),
  ])
  const isAsked = (one: { readonly nodeId: NodeId }) =>
    nodeId === undefined || one.nodeId === nodeId
  const shown = {
    convictions: convictions.filter(isAsked),
    cases: cases.filter(isAsked),
    verifiers,
    node: record ?? null,
  }
  output.result(shown, [...(record ? [nodeText(record), ''] : []), ...listText(shown)].join('\n'))
  return 0
}

async function newestCases(chain: Chain): Promise<readonly CourtCase[]> {
  const count = await readCaseCount(chain)
  const first = count > MOST_CASES ? count - MOST_CASES + 1n : 1n
  const ids = Array.from({ length: Number(count - first + 1n) }, (_, i) => first + BigInt(i))
  const cases = await Promise.all(ids.map((caseId) => readCase(chain, caseId)))
  return cases.flatMap((one) => one ?? [])
}

async function recordOf(chain: Chain, nodeId: NodeId): Promise<NodeRecord> {
  const [node, stake] = await Promise.all([readNode(chain, nodeId), readStake(chain, nodeId)])
  if (node === undefined) throw new WitanError('INPUT_INVALID', `There is no node ${nodeId}.`)
  const roles = await Promise.all(
    rolesOf(node).map(async (role) => ({
      role,
      ...(await readReputationTerms(chain, { nodeId, role })),
    })),
  )
  return { nodeId, stake, roles }
}

function rolesOf({ offers }: OnChainNode): readonly Role[] {
  return [...new Set(offers.map(({ role }) => role))]
}

function nodeText({ nodeId, stake, roles }: NodeRecord): string {
  const jail = stake.jailedUntil === 0 ? 'never' : `until ${timeOf(stake.jailedUntil)}`
  return [
    formatTable([
      ['node', String(nodeId)],
      ['stake', `${formatDollars(stake.active)} dollars`],
      ['jailed', jail],
    ]),
    '',
    formatTable([
      ['role', 'weight', 'vouched', 'quality', 'passed', 'failed'],
      ...roles.map(({ role, weight, vouched, quality, passed, failed }) => [
        role,
        formatDollars(weight),
        formatDollars(vouched),
        (Number((quality * 1000n) / ONE) / 1000).toFixed(3),
        (Number(passed) / 1000).toFixed(1),
        (Number(failed) / 1000).toFixed(1),
      ]),
    ]),
  ].join('\n')
}

function listText(shown: {
  readonly convictions: readonly ProvenFault[]
  readonly cases: readonly CourtCase[]
  readonly verifiers: readonly NodeId[]
}): string[] {
  const { convictions, cases, verifiers } = shown
  return [
    convictions.length === 0
      ? 'No node was punished.'
      : formatTable([
          ['node', 'fault', 'token', 'slashed', 'task', 'transaction'],
          ...convictions.map(({ nodeId, fault, position, slashed, taskId, txHash }) => [
            String(nodeId),
            fault,
            position === undefined ? '' : String(position),
            formatDollars(slashed),
            taskId.slice(0, 10),
            txHash,
          ]),
        ]),
    '',
    cases.length === 0
      ? 'No case was opened.'
      : formatTable([
          ['case', 'node', 'phase', 'until', 'level', 'votes', 'verdict'],
          ...cases.map((one) => [
            String(one.caseId),
            String(one.nodeId),
            one.phase,
            timeOf(one.phaseEndsAt),
            String(one.level),
            `${one.guiltyVotes} guilty, ${one.notGuiltyVotes} not`,
            one.verdict,
          ]),
        ]),
    '',
    `verifiers: ${verifiers.length === 0 ? 'none' : verifiers.join(', ')}`,
  ]
}

function timeOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
}
