/** Why a node was chosen: the sentence, and each score with its weight. */

import { DEFAULT_WEIGHTS, type RankedNode, SCORE_TERMS } from '#routing/pickNodes.ts'
import { NodeLink } from '@/components/ui/HashText.tsx'
import { type Column, Table } from '@/components/ui/Table.tsx'
import { formatNumber, formatPercent } from '@/lib/format.ts'

const WEIGHTS = SCORE_TERMS.map((term) => `${term} ${formatPercent(DEFAULT_WEIGHTS[term])}`).join(
  ', ',
)

export function WhyNode({
  taskId,
  reason,
  ranking,
}: {
  readonly taskId: string
  readonly reason: string | undefined
  readonly ranking: readonly RankedNode[] | undefined
}) {
  if (!reason && !ranking) return null
  const columns: readonly Column<RankedNode>[] = [
    { head: 'Node', cell: ({ nodeId }) => <NodeLink nodeId={nodeId} />, primary: true },
    ...SCORE_TERMS.map(
      (term): Column<RankedNode> => ({
        head: term,
        // a job of an older program has fewer terms
        cell: ({ terms }) => (terms[term] === undefined ? '–' : formatNumber(terms[term], 2)),
        align: 'end',
      }),
    ),
    { head: 'Score', cell: ({ score }) => formatNumber(score, 3), align: 'end' },
  ]
  return (
    <div>
      <p>{reason}</p>
      {ranking && ranking.length > 0 && (
        <details className="mt-1">
          <summary className="inline-flex min-h-6 items-center text-accent text-xs">
            Why this node? All scores
          </summary>
          <div className="mt-1.5 rounded-md border border-line bg-surface px-3 py-1 text-ink">
            <Table
              caption={`Scores of the nodes that quoted for part ${taskId}, best first`}
              rows={ranking}
              rowKey={({ nodeId }) => nodeId}
              columns={columns}
            />
          </div>
          <p className="mt-1 text-xs">
            Each score is 0 to 1. The total weighs {WEIGHTS}. The first serves, the others stand by.
          </p>
        </details>
      )}
    </div>
  )
}
