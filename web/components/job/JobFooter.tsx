/** Figures under an answer: time to first token, speed, tokens, cost. */

import { formatCount, formatDuration, formatMoney, formatNumber } from '@/lib/format.ts'
import { figuresOf } from './jobFigures.ts'
import type { JobView } from './jobView.ts'

export function JobFooter({ view }: { readonly view: JobView }) {
  const { tokens, firstTokenMs, sinceSendMs, tokensPerSecond, cost, final } = figuresOf(view)
  if (tokens === 0) return null
  const facts: readonly (readonly [string, string, string])[] = [
    ['First token', formatDuration(firstTokenMs), 'from the node, once it had the request'],
    ['Since send', formatDuration(sinceSendMs), 'quotes, signature and transaction included'],
    [
      'Speed',
      tokensPerSecond === undefined ? '–' : `${formatNumber(tokensPerSecond, 0)} tok/s`,
      'tokens over the time they took to come',
    ],
    ['Tokens', formatCount(tokens), 'output tokens, counted here'],
    ['Cost', `${final ? '' : '≈ '}${formatMoney(cost)}`, final ? 'settled' : 'vouched so far'],
  ]
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-1 text-xs">
      {facts.map(([name, value, title]) => (
        <div key={name} title={title} className="flex gap-1.5">
          <dt className="text-muted">{name}</dt>
          <dd className="num font-medium">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
