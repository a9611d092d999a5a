'use client'

import type { ReputationTerms } from '#chain/readReputationTerms.ts'
import type { NodeId } from '#protocol/ids.ts'
import type { Role } from '#protocol/role.ts'
import { Chip } from '@/components/ui/Chip.tsx'
import { EmptyState } from '@/components/ui/EmptyState.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { Loading } from '@/components/ui/Loading.tsx'
import { type Column, Table } from '@/components/ui/Table.tsx'
import { formatMoney, formatNumber, formatPercent } from '@/lib/format.ts'
import { useChainQuery } from '@/lib/useChainQuery.ts'

type RoleTerms = { readonly role: Role; readonly terms: ReputationTerms }

const COLUMNS: readonly Column<RoleTerms>[] = [
  { head: 'Role', primary: true, cell: ({ role }) => role },
  { head: 'Stake', align: 'end', cell: ({ terms }) => formatMoney(terms.stake) },
  { head: 'Fees counted', align: 'end', cell: ({ terms }) => formatMoney(terms.decayedFees) },
  { head: 'Stake vouched for', align: 'end', cell: ({ terms }) => formatMoney(terms.vouched) },
  {
    head: 'Checks passed / failed',
    align: 'end',
    cell: ({ terms }) => `${checks(terms.passed)} / ${checks(terms.failed)}`,
  },
  {
    head: 'Quality',
    align: 'end',
    cell: ({ terms }) => formatPercent(Number(terms.quality) / 1e18),
  },
  {
    head: 'Weight',
    align: 'end',
    cell: ({ terms }) =>
      terms.jailed ? (
        <Chip tone="bad" mark>
          {formatMoney(terms.weight)} while jailed
        </Chip>
      ) : (
        formatMoney(terms.weight)
      ),
  },
]

/** Every term of a node's weight in each role that it offers, as of the latest block. */
export function NodeWeights({
  nodeId,
  roles,
}: {
  readonly nodeId: NodeId
  readonly roles: readonly Role[]
}) {
  const terms = useChainQuery(['reputation', nodeId, ...roles], async (chain) => {
    const { readReputationTerms } = await import('#chain/readReputationTerms.ts')
    return await Promise.all(
      roles.map(async (role) => ({
        role,
        terms: await readReputationTerms(chain, { nodeId, role }),
      })),
    )
  })
  if (roles.length === 0) {
    return (
      <EmptyState title="No role to be judged in">
        A node has a weight in each role that it offers, and this one offers nothing at the moment.
      </EmptyState>
    )
  }
  if (terms.data === undefined) {
    return terms.error ? (
      <ErrorBox error={terms.error} retry={terms.refetch} />
    ) : (
      <Loading what="the weights" />
    )
  }
  return (
    <>
      <Table
        caption={`Weight of node ${nodeId} by role`}
        rows={terms.data}
        rowKey={({ role }) => role}
        columns={COLUMNS}
      />
      <p className="mt-3 max-w-prose text-muted text-xs leading-relaxed">
        Weight is the stake vouched for times quality. A part of the stake counts at once (β), the
        rest as the node pays fees. Quality is the share of checks that it passed; a new node starts
        at one half. Fees and checks fade by 1/16 an epoch, so their counts are not whole.
      </p>
      <p className="mt-2 break-words font-mono text-muted text-xs leading-relaxed">
        weight = min(stake, β · stake + κ · fees) · (passed + p₀ · c) / (passed + failed + c)
      </p>
    </>
  )
}

/** The ledger counts in thousandths of a check. */
function checks(thousandths: bigint): string {
  return formatNumber(Number(thousandths) / 1000, 3)
}
