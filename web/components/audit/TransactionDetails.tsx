'use client'

import type { Decoded } from '#chain/decodeCall.ts'
import type { TransactionLog, TransactionView } from '#chain/readTransaction.ts'
import { Card } from '@/components/ui/Card.tsx'
import { Chip, type Tone } from '@/components/ui/Chip.tsx'
import { CopyButton } from '@/components/ui/CopyButton.tsx'
import { AddressText } from '@/components/ui/HashText.tsx'
import { KeyValues } from '@/components/ui/KeyValues.tsx'
import { Tabs } from '@/components/ui/Tabs.tsx'
import { formatCount, formatNumber, formatTime } from '@/lib/format.ts'
import { formatPast } from '@/lib/market/formatPast.ts'
import { ValueText } from './ValueText.tsx'

type Status = TransactionView['outcome']['status']

const TONES: Readonly<Record<Status, Tone>> = {
  pending: 'warn',
  confirmed: 'good',
  reverted: 'bad',
}

/** Coins have 18 decimals on every chain that is meant here. */
const WEI_PER_COIN = 1e18

/** A transaction that the chain knows. */
export function TransactionDetails({ transaction }: { readonly transaction: TransactionView }) {
  const { outcome } = transaction
  return (
    <div className="space-y-6">
      {outcome.status === 'reverted' && (
        <div role="alert" className="rounded-lg border border-bad/50 bg-bad-soft p-4 text-sm">
          <p className="font-semibold text-bad">It reverted: nothing but the gas was spent.</p>
          <p className="mt-1">{outcome.reason}</p>
        </div>
      )}
      <Overview transaction={transaction} />
      <Card title="Call">
        <Tabs
          label="Call"
          tabs={[
            { id: 'decoded', title: 'Decoded', panel: <DecodedCall transaction={transaction} /> },
            { id: 'raw', title: 'Raw', panel: <Raw text={transaction.data} what="call data" /> },
          ]}
        />
      </Card>
      {outcome.status !== 'pending' && (
        <Card title="Events" note={formatCount(outcome.logs.length)}>
          <Tabs
            label="Events"
            tabs={[
              { id: 'decoded', title: 'Decoded', panel: <Logs logs={outcome.logs} /> },
              {
                id: 'raw',
                title: 'Raw',
                panel: <Raw text={rawLogs(outcome.logs)} what="events" />,
              },
            ]}
          />
        </Card>
      )}
    </div>
  )
}

function Overview({ transaction }: { readonly transaction: TransactionView }) {
  const { outcome, from, to, nonce, valueWei, call } = transaction
  const included = outcome.status === 'pending' ? undefined : outcome
  return (
    <Card
      title={call ? `${call.contract}.${call.name}` : 'Foreign call'}
      action={
        <Chip tone={TONES[outcome.status]} mark>
          {outcome.status}
        </Chip>
      }
    >
      {!included && (
        <p role="status" className="mb-2 text-muted text-sm">
          Waiting for a block. This page looks again with every one.
        </p>
      )}
      <KeyValues
        rows={[
          ['From', <AddressText key="from" address={from} />],
          ['To', to ? <AddressText key="to" address={to} /> : 'creates a contract'],
          ...(included
            ? ([
                ['Block', formatCount(included.blockNumber)],
                ['Time', `${formatTime(included.timestamp)} (${formatPast(included.timestamp)})`],
                ['Gas used', formatCount(included.gasUsed)],
                ['Gas cost', coins(included.gasCostWei)],
              ] as const)
            : []),
          ['Value', coins(valueWei)],
          ['Nonce', formatCount(nonce)],
        ]}
      />
    </Card>
  )
}

function DecodedCall({ transaction: { call } }: { readonly transaction: TransactionView }) {
  if (!call) {
    return (
      <p className="text-muted text-sm">
        It calls no function of these contracts. Its data is in the other tab.
      </p>
    )
  }
  return <Values decoded={call} />
}

function Logs({ logs }: { readonly logs: readonly TransactionLog[] }) {
  if (logs.length === 0) return <p className="text-muted text-sm">It emitted no events.</p>
  return (
    <ol className="space-y-5">
      {logs.map(({ logIndex, address, decoded }) => (
        <li key={logIndex}>
          <h3 className="mb-1 font-medium text-sm">
            {decoded ? `${decoded.contract}.${decoded.name}` : 'Event of another contract'}
          </h3>
          {decoded ? <Values decoded={decoded} /> : <AddressText address={address} />}
        </li>
      ))}
    </ol>
  )
}

function Values({ decoded: { values } }: { readonly decoded: Decoded }) {
  if (values.length === 0) return <p className="text-muted text-sm">No values.</p>
  return (
    <dl className="divide-y divide-line text-sm">
      {values.map(({ name, type, value }) => (
        <div key={name} className="grid gap-x-4 py-1.5 sm:grid-cols-[14rem_1fr]">
          <dt>
            {name} <span className="font-mono text-muted text-xs">{type}</span>
          </dt>
          <dd className="min-w-0">
            <ValueText value={value} name={name} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Raw({ text, what }: { readonly text: string; readonly what: string }) {
  return (
    <div>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so keys must reach it
        tabIndex={0}
        aria-label={`Raw ${what}`}
        className="max-h-72 overflow-y-auto rounded-md bg-sunken p-3"
      >
        <pre className="whitespace-pre-wrap break-all font-mono text-xs">{text}</pre>
      </section>
      <CopyButton text={text} label={`Copy ${what}`} />
    </div>
  )
}

function rawLogs(logs: readonly TransactionLog[]): string {
  return JSON.stringify(
    logs.map(({ decoded: _, ...log }) => log),
    null,
    2,
  )
}

function coins(wei: bigint): string {
  return `${formatNumber(Number(wei) / WEI_PER_COIN, 8)} coins`
}
