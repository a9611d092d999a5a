'use client'

import type { Check } from '#client/check.ts'
import type { NodeId } from '#protocol/ids.ts'
import type { Role } from '#protocol/role.ts'
import { RecomputeCard } from '@/components/audit/RecomputeCard.tsx'
import { useHistory } from '@/components/court/useHistory.ts'
import { formatCount, formatDuration, formatPercent } from '@/lib/format.ts'
import { readChain } from '@/lib/readChain.ts'

/** Every term of a node's weights, computed again from the events that moved it. */
export function VerifyWeights({
  nodeId,
  roles,
}: {
  readonly nodeId: NodeId
  readonly roles: readonly Role[]
}) {
  const { events, complete, feed } = useHistory()
  const run = async () => {
    const [chain, { auditWeight }] = await Promise.all([
      readChain(),
      import('#client/auditWeight.ts'),
    ])
    const blockNumber = feed.blocks!.to
    const history = { events, blockNumber }
    const audits = await Promise.all(
      roles.map((role) => auditWeight(chain, { nodeId, role }, history)),
    )
    const checks = audits.flatMap(({ role, checks }) =>
      checks.map((check): Check => ({ ...check, name: `${role}: ${check.name}` })),
    )
    return { checks, blockNumber, rules: audits[0]!.rules }
  }
  return (
    <RecomputeCard
      what="the weights"
      label="Checks of the weights"
      command={`witan audit node:${nodeId}`}
      ready={complete && roles.length > 0}
      about="Stake, fees and checks are added up from their events and faded; the formula is computed in the contract's integers and held against the ledger's answer."
      run={run}
    >
      {({ blockNumber, rules: { betaBps, kappa, prior, priorMilli, epochSeconds } }) => (
        <p className="num text-muted text-xs">
          as of block {formatCount(blockNumber)}, with β = {formatPercent(Number(betaBps) / 10_000)}
          , κ = {formatCount(kappa)}, p₀ = {formatPercent(Number(prior) / 1e18)}, c ={' '}
          {formatCount(Number(priorMilli) / 1000)} checks, epochs of{' '}
          {formatDuration(epochSeconds * 1000)}
        </p>
      )}
    </RecomputeCard>
  )
}
