'use client'

import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { Button } from '@/components/ui/Button.tsx'
import { Card } from '@/components/ui/Card.tsx'
import { CopyButton } from '@/components/ui/CopyButton.tsx'
import { EmptyState } from '@/components/ui/EmptyState.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { Field, TextArea } from '@/components/ui/Field.tsx'
import { JobLink } from '@/components/ui/HashText.tsx'
import { Loading } from '@/components/ui/Loading.tsx'
import { PageTitle } from '@/components/ui/PageTitle.tsx'
import { useMarketFeed } from '@/lib/market/useMarketFeed.ts'
import { packFragment, unpackFragment } from '@/lib/receipts/receiptsLink.ts'
import {
  formatReceipts,
  type GivenReceipts,
  parseReceiptsText,
} from '@/lib/receipts/receiptsText.ts'
import { verifyReceipts } from '@/lib/receipts/verifyReceipts.ts'
import { FeedProgress } from './FeedProgress.tsx'
import { ReceiptCard } from './ReceiptCard.tsx'
import { VerifyJob } from './VerifyJob.tsx'

/** Receipts from a file, from pasted text or from the address, each recomputed. */
export function ReceiptPage() {
  const [given, setGiven] = useState<GivenReceipts>()
  const [error, setError] = useState<unknown>()
  const [link, setLink] = useState<string>()
  const open = (text: string) => {
    try {
      const receipts = parseReceiptsText(text)
      setGiven(receipts)
      setError(undefined)
      void packFragment(formatReceipts(receipts)).then((fragment) => {
        // Kept behind the #, which a browser never sends.
        window.history.replaceState(null, '', `#${fragment}`)
        setLink(window.location.href)
      })
    } catch (problem) {
      setGiven(undefined)
      setError(problem)
    }
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is read once, when the page opens
  useEffect(() => {
    unpackFragment(window.location.hash).then((text) => text !== undefined && open(text), setError)
  }, [])
  return (
    <>
      <PageTitle
        title="Receipts"
        lead="A receipt is a node's signed record of a finished task: hashes, usage and amount, no text. Everything is recomputed on this page; the file goes nowhere."
        crumb={{ href: '/audit/', title: 'Audit' }}
      />
      <div className="space-y-6">
        <OpenReceipts onOpen={open} />
        {error !== undefined && (
          <ErrorBox error={error} title="The receipts could not be opened." />
        )}
        {given ? (
          <Verdicts given={given} link={link} />
        ) : (
          error === undefined && (
            <EmptyState title="No receipts opened">
              <code className="font-mono text-xs">witan ask --receipts file.json</code> writes such
              a file, and so does the page of each of your jobs.
            </EmptyState>
          )
        )}
      </div>
    </>
  )
}

function OpenReceipts({ onOpen }: { readonly onOpen: (text: string) => void }) {
  const [text, setText] = useState('')
  return (
    <Card title="Open receipts">
      <form
        className="space-y-3"
        onSubmit={(event) => {
          event.preventDefault()
          onOpen(text)
        }}
      >
        <Field label="Receipts as JSON" hint="Paste the text of the file, or open the file itself.">
          {(props) => (
            <TextArea
              {...props}
              rows={4}
              spellCheck={false}
              className="font-mono text-xs"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" kind="main" disabled={text.trim() === ''}>
            Check
          </Button>
          <label className="text-sm">
            <span className="mr-2 text-muted">or open a file</span>
            <input
              type="file"
              accept="application/json,.json"
              className="max-w-full text-sm file:mr-2 file:min-h-8 file:rounded-md file:border file:border-edge/60 file:bg-surface file:px-2.5 file:text-ink"
              onChange={(event) => void event.target.files?.[0]?.text().then(onOpen)}
            />
          </label>
        </div>
      </form>
    </Card>
  )
}

function Verdicts({
  given,
  link,
}: {
  readonly given: GivenReceipts
  readonly link: string | undefined
}) {
  const feed = useMarketFeed()
  const { events, blocks, blocksLeft } = feed
  // Offers of every time are in the events; without all of them an honest price could look like a lie.
  const complete = blocks !== undefined && blocksLeft === 0n
  const verdicts = useQuery({
    queryKey: ['receipts', formatReceipts(given)],
    queryFn: () => verifyReceipts(given, events),
    enabled: complete,
  })
  if (!complete) return <FeedProgress feed={feed} />
  if (verdicts.error) return <ErrorBox error={verdicts.error} retry={verdicts.refetch} />
  if (!verdicts.data) return <Loading what="the job and recomputing its receipts" />
  return (
    <>
      <Toolbar>
        <span className="text-sm">
          {given.receipts.length} {given.receipts.length === 1 ? 'receipt' : 'receipts'} of job{' '}
          <JobLink jobId={given.jobId} />
        </span>
        {link && <CopyButton text={link} label="Copy a link to these receipts" />}
      </Toolbar>
      {verdicts.data.map((receipt) => (
        <ReceiptCard key={receipt.digest} receipt={receipt} />
      ))}
      <VerifyJob jobId={given.jobId} receipts={given.receipts} immediately />
    </>
  )
}

function Toolbar({ children }: { readonly children: ReactNode }) {
  return <div className="flex flex-wrap items-center justify-between gap-3">{children}</div>
}
