'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import type { TransactionView } from '#chain/readTransaction.ts'
import type { Hex } from '#protocol/bytes.ts'
import { Button, ButtonLink } from '@/components/ui/Button.tsx'
import { Chip } from '@/components/ui/Chip.tsx'
import { CopyButton } from '@/components/ui/CopyButton.tsx'
import { EmptyState } from '@/components/ui/EmptyState.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { Field, Input } from '@/components/ui/Field.tsx'
import { Loading } from '@/components/ui/Loading.tsx'
import { PageTitle } from '@/components/ui/PageTitle.tsx'
import { useChainQuery } from '@/lib/useChainQuery.ts'
import { TransactionDetails } from './TransactionDetails.tsx'

const HASH = /^0x[0-9a-f]{64}$/i

/** One transaction: its call, its events, why it failed. Local chains have no explorer; this is theirs. */
export function TransactionPage() {
  const hash = useSearchParams().get('hash')?.trim() ?? ''
  const known = HASH.test(hash)
  return (
    <>
      <PageTitle
        title="Transaction"
        lead={known ? <span className="break-all font-mono text-xs">{hash}</span> : undefined}
        crumb={{ href: '/audit/', title: 'Audit' }}
        action={known && <CopyLink />}
      />
      {known ? (
        <Transaction key={hash} hash={hash.toLowerCase() as Hex} />
      ) : (
        <HashForm given={hash} />
      )}
    </>
  )
}

function Transaction({ hash }: { readonly hash: Hex }) {
  const { data, error, isPending, refetch } = useChainQuery(
    ['transaction', hash],
    async (chain): Promise<TransactionView | null> =>
      (await (await import('#chain/readTransaction.ts')).readTransaction(chain, hash)) ?? null,
  )
  if (data) return <TransactionDetails transaction={data} />
  if (error) return <ErrorBox error={error} retry={refetch} />
  if (isPending) return <Loading what="the transaction" lines={6} />
  return (
    <EmptyState
      title="The chain knows no such transaction"
      action={<ButtonLink href="/audit/">See all events</ButtonLink>}
    >
      It may not have arrived yet: this page looks again with every block. If it was sent long ago,
      it was replaced by another with the same nonce, dropped, or sent on another chain.{' '}
      <Chip>looking</Chip>
    </EmptyState>
  )
}

function HashForm({ given }: { readonly given: string }) {
  const [text, setText] = useState(given)
  const [problem, setProblem] = useState(given ? 'This is no transaction hash.' : '')
  const router = useRouter()
  const open = (event: FormEvent) => {
    event.preventDefault()
    if (HASH.test(text.trim())) return router.push(`/tx/?hash=${text.trim()}`)
    setProblem('A transaction hash is 0x and 64 hex digits.')
  }
  return (
    <form onSubmit={open} className="flex flex-wrap items-start gap-2">
      <Field label="Transaction hash" problem={problem} className="min-w-56 flex-1">
        {(props) => (
          <Input
            {...props}
            className="font-mono"
            spellCheck={false}
            autoComplete="off"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" kind="main" className="mt-6">
        Open
      </Button>
    </form>
  )
}

function CopyLink() {
  return typeof window === 'undefined' ? null : (
    <CopyButton text={window.location.href} label="Copy link" />
  )
}
