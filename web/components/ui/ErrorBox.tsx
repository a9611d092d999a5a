/** What failed and what to do: <ErrorBox error={query.error} retry={query.refetch} />. Takes anything that was thrown. */

'use client'

import Link from 'next/link'
import { errorHref, errorText } from '@/lib/errorText.ts'
import { Button } from './Button.tsx'
import { CopyButton } from './CopyButton.tsx'

export function ErrorBox({
  error,
  retry,
  title,
}: {
  readonly error: unknown
  readonly retry?: () => unknown
  /** What was being done: "The nodes could not be read." */
  readonly title?: string
}) {
  const { code, sentence, remedy } = errorText(error)
  return (
    <div role="alert" className="rounded-lg border border-bad/50 bg-bad-soft p-4 text-sm">
      {title && <p className="mb-1 font-semibold text-bad">{title}</p>}
      <p className="break-words text-ink">{sentence}</p>
      {remedy && !sentence.includes(remedy) && <p className="mt-1 text-ink">{remedy}</p>}
      <div className="mt-3 flex flex-wrap items-center gap-3">
        {retry && (
          <Button size="small" onClick={() => void retry()}>
            Try again
          </Button>
        )}
        <Link href={errorHref(code)} className="link font-mono text-xs">
          {code}
        </Link>
        <CopyButton text={`${code}: ${sentence}`} label="Copy details" />
      </div>
    </div>
  )
}
