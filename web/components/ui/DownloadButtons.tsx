/**
 * The same rows as CSV and NDJSON, with the block range in the file's name:
 *   <DownloadButtons name="jobs" records={rows.map(toRecord)} blocks={{ from: 0n, to: 12n }} />
 * A record's keys are the columns; bigints are written in full.
 */

'use client'

import { type ExportRecord, toCsv, toNdjson } from '@/lib/csv.ts'
import { downloadText } from '@/lib/downloadText.ts'
import { Button } from './Button.tsx'

export function DownloadButtons({
  name,
  records,
  blocks,
}: {
  readonly name: string
  readonly records: readonly ExportRecord[]
  /** Blocks that the rows cover; without it the rows are not from the chain's events. */
  readonly blocks?: { readonly from: bigint; readonly to: bigint }
}) {
  const base = blocks ? `witan-${name}-blocks-${blocks.from}-${blocks.to}` : `witan-${name}`
  const empty = records.length === 0
  return (
    <div className="flex flex-wrap items-center gap-2">
      {blocks && (
        <span className="num text-muted text-xs">
          blocks {blocks.from.toString()} to {blocks.to.toString()}
        </span>
      )}
      <Button
        size="small"
        disabled={empty}
        onClick={() => downloadText(`${base}.csv`, toCsv(records), 'text/csv')}
      >
        CSV
      </Button>
      <Button
        size="small"
        disabled={empty}
        onClick={() => downloadText(`${base}.ndjson`, toNdjson(records), 'application/x-ndjson')}
      >
        NDJSON
      </Button>
    </div>
  )
}
