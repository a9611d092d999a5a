'use client'

import { formatCount } from '@/lib/format.ts'
import { useBlock } from '@/lib/useBlock.ts'
import { useSite } from '@/lib/useSite.ts'

const LOOKS = {
  starting: { dot: 'bg-edge', word: 'connecting' },
  live: { dot: 'bg-good', word: 'live' },
  unreachable: { dot: 'bg-bad', word: 'unreachable' },
} as const

/** Whether the chain answers, and its newest block. */
export function NetworkState() {
  const { data: site } = useSite()
  const { status, number } = useBlock()
  const { dot, word } = LOOKS[status]
  const chain = site ? `Chain ${site.deployment.chainId}` : 'No network'
  const block = number === undefined ? '' : `, block ${formatCount(number)}`
  return (
    <span
      title={`${chain}: ${word}${block}`}
      className="num mr-1 flex items-center gap-1.5 text-muted text-xs max-[26rem]:mr-0"
    >
      <span aria-hidden="true" className={`size-2 rounded-full ${dot}`} />
      <span className="sr-only">{chain}: </span>
      <span className={status === 'live' ? 'sr-only' : 'max-[26rem]:sr-only'}>{word}</span>
      {status === 'live' && number !== undefined && (
        <span className="max-sm:sr-only">{formatCount(number)}</span>
      )}
    </span>
  )
}
