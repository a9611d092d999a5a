/**
 * Recomputes something in this browser, with no wallet, and shows every value beside the published one:
 *   <RecomputeCard id={txHash} what="the proof" label="Checks of the proof" command={`witan audit ${txHash}`} run={…} />
 */

'use client'

import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import type { Check } from '#client/check.ts'
import { Button } from '@/components/ui/Button.tsx'
import { Card } from '@/components/ui/Card.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { Loading } from '@/components/ui/Loading.tsx'
import { CheckList } from './CheckList.tsx'
import { CommandLine } from './CommandLine.tsx'

type Recomputed = { readonly checks: readonly Check[] }

export function RecomputeCard<Result extends Recomputed>({
  what,
  label,
  command,
  run,
  ready = true,
  about,
  children,
}: {
  /** What is read: "the votes". */
  readonly what: string
  /** Names the list of checks. */
  readonly label: string
  readonly command: string
  readonly run: () => Promise<Result>
  /** Whether all that `run` needs is here; it starts by itself as soon as it is. */
  readonly ready?: boolean
  /** What is recomputed, and from what. */
  readonly about: ReactNode
  /** More of the result, above its checks. */
  readonly children?: (result: Result) => ReactNode
}) {
  const audit = useMutation({ mutationFn: run })
  const { mutate } = audit
  const started = useRef(false)
  useEffect(() => {
    if (!ready || started.current) return
    started.current = true
    mutate()
  }, [ready, mutate])
  return (
    <Card
      title="Verify in this browser"
      action={
        <Button
          size="small"
          kind="main"
          busy={audit.isPending}
          disabled={!ready}
          onClick={() => mutate()}
        >
          {audit.data ? 'Verify again' : 'Verify'}
        </Button>
      }
    >
      <p className="mb-4 max-w-prose text-muted text-sm">{about}</p>
      {(audit.isPending || audit.isIdle) && <Loading what={`${what} and recomputing it`} />}
      {audit.error && <ErrorBox error={audit.error} retry={() => mutate()} />}
      {audit.data && (
        <div className="space-y-5">
          {children?.(audit.data)}
          <CheckList label={label} checks={audit.data.checks} />
        </div>
      )}
      <p className="mt-4 mb-1 text-muted text-xs">The same on the command line</p>
      <CommandLine command={command} />
    </Card>
  )
}
