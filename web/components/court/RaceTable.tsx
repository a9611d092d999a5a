'use client'

import type { RaceReplay } from '#client/auditConviction.ts'
import { Chip } from '@/components/ui/Chip.tsx'
import { Table } from '@/components/ui/Table.tsx'
import { formatCount, formatNumber } from '@/lib/format.ts'

/** Steps of a gap in one nat. */
const GAP_STEPS = 64
const DECIMALS = 4

/** The candidates of a token with their scores: who should have come, and who was signed. */
export function RaceTable({ race }: { readonly race: RaceReplay }) {
  const { candidates, winner, token, temperatureMilli } = race
  return (
    <>
      <Table
        caption="Candidates, best score first"
        rows={candidates}
        rowKey={({ id }) => id}
        columns={[
          {
            head: 'Token',
            primary: true,
            cell: ({ id }) => <span className="num font-mono text-xs">{id}</span>,
          },
          {
            head: 'Behind the likeliest',
            align: 'end',
            cell: ({ gap }) => `${formatNumber(gap / GAP_STEPS, DECIMALS)} nat`,
          },
          {
            head: 'Score',
            align: 'end',
            cell: ({ score }) => formatNumber(scoreInNats(score, temperatureMilli), DECIMALS),
          },
          {
            head: 'Verdict',
            align: 'end',
            cell: ({ id }) => (
              <span className="inline-flex flex-wrap justify-end gap-1">
                {id !== winner && id !== token && <span className="text-muted">loses</span>}
                {id === winner && (
                  <Chip tone="good" mark>
                    wins
                  </Chip>
                )}
                {id === token && (
                  <Chip tone={id === winner ? 'neutral' : 'bad'} mark={id !== winner}>
                    signed
                  </Chip>
                )}
              </span>
            ),
          },
        ]}
      />
      <p className="mt-3 max-w-prose text-muted text-xs leading-relaxed">
        {temperatureMilli === 0
          ? 'At temperature 0 the likeliest token wins, of equal ones that with the lower number.'
          : `Score = temperature ${formatNumber(temperatureMilli / 1000, 3)} × noise − gap. The noise follows from the seed, the position and the token, so anyone gets the same. Computed in exact integers; the highest score of ${formatCount(candidates.length)} wins.`}
      </p>
    </>
  )
}

/** Exact scores are thousandths of a nat in Q96; at temperature 0 they are gaps. */
function scoreInNats(score: bigint, temperatureMilli: number): number {
  if (temperatureMilli === 0) return Number(score) / GAP_STEPS
  return Number(score) / 2 ** 96 / 1000
}
