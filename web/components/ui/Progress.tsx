/** How much is done, in figures too: <Progress label="Blocks read" value={12} max={40} />. */

import { formatCount } from '@/lib/format.ts'

export function Progress({
  label,
  value,
  max,
}: {
  readonly label: string
  readonly value: number
  readonly max: number
}) {
  return (
    <div className="text-xs">
      <div className="mb-1 flex justify-between text-muted">
        <span>{label}</span>
        <span className="num">
          {formatCount(value)} of {formatCount(max)}
        </span>
      </div>
      <progress
        aria-label={label}
        value={value}
        max={max}
        className="block h-1.5 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
      />
    </div>
  )
}
