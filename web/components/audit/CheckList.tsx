import type { Check } from '#client/check.ts'
import { Chip } from '@/components/ui/Chip.tsx'
import { formatCount } from '@/lib/format.ts'

/** Recomputed values beside the published ones: those that differ first, each said in words and not by color alone. */
export function CheckList({
  label,
  checks,
}: {
  readonly label: string
  readonly checks: readonly Check[]
}) {
  const failed = checks.filter(({ ok }) => !ok)
  const passed = checks.filter(({ ok }) => ok)
  return (
    <div>
      <p className="mb-2 text-sm" role="status">
        <Chip tone={failed.length === 0 ? 'good' : 'bad'} mark>
          {failed.length === 0 ? 'all checks hold' : `${formatCount(failed.length)} differ`}
        </Chip>{' '}
        <span className="text-muted">
          {formatCount(passed.length)} of {formatCount(checks.length)} recomputed values are the
          published ones.
        </span>
      </p>
      <ul aria-label={label} className="divide-y divide-line text-sm">
        {[...failed, ...passed].map((check, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two checks of a job may have one name
          <CheckRow key={`${check.name} ${i}`} check={check} />
        ))}
      </ul>
    </div>
  )
}

function CheckRow({ check: { name, ok, expected, actual } }: { readonly check: Check }) {
  return (
    <li className="flex gap-3 py-2">
      <span className="w-14 shrink-0">
        <Chip tone={ok ? 'good' : 'bad'} mark>
          {ok ? 'pass' : 'fail'}
        </Chip>
      </span>
      <div className="min-w-0 flex-1">
        <span className="break-words">{name}</span>
        {ok ? (
          expected !== 'true' && (
            <p className="break-all font-mono text-muted text-xs">{expected}</p>
          )
        ) : (
          <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-3 break-all font-mono text-xs">
            <dt className="text-muted">computed</dt>
            <dd>{expected}</dd>
            <dt className="text-muted">published</dt>
            <dd>{actual}</dd>
          </dl>
        )}
      </div>
    </li>
  )
}
