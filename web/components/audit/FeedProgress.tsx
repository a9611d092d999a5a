'use client'

import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { Loading } from '@/components/ui/Loading.tsx'
import { Progress } from '@/components/ui/Progress.tsx'
import { formatCount } from '@/lib/format.ts'
import type { MarketFeedState } from '@/lib/market/marketFeed.ts'

/** How far the reading of events is: the first answer, the blocks that are left, or what stopped it. */
export function FeedProgress({ feed }: { readonly feed: MarketFeedState }) {
  const { status, blocks, blocksLeft, error } = feed
  if (status === 'failed') {
    return (
      <ErrorBox
        error={error}
        title={
          blocks
            ? `Reading stopped; blocks ${blocks.from} to ${blocks.to} are here. It goes on by itself when the chain answers.`
            : 'The events could not be read.'
        }
      />
    )
  }
  if (blocks === undefined) return <Loading what="events of the contracts" lines={5} />
  if (blocksLeft === 0n) return null
  const read = Number(blocks.to - blocks.from + 1n)
  return (
    <div role="status">
      <Progress
        label={`Catching up: ${formatCount(blocksLeft)} blocks left`}
        value={read}
        max={read + Number(blocksLeft)}
      />
    </div>
  )
}
