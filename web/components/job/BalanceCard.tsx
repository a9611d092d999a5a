'use client'

/** What is on deposit and in the wallet, and both ways between them. */

import { type FormEvent, useState } from 'react'
import { parseDollars } from '#protocol/units.ts'
import { Button } from '@/components/ui/Button.tsx'
import { Card } from '@/components/ui/Card.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { Field, Input } from '@/components/ui/Field.tsx'
import { Stat, StatRow } from '@/components/ui/Stat.tsx'
import { useWallet } from '@/components/wallet/WalletProvider.tsx'
import { askFaucet } from '@/lib/askFaucet.ts'
import { formatMoney } from '@/lib/format.ts'
import { useFunds } from '@/lib/useFunds.ts'
import { useSite } from '@/lib/useSite.ts'

export function BalanceCard() {
  const wallet = useWallet()
  const { data: funds, error, refetch } = useFunds(wallet.address)
  if (error) {
    return <ErrorBox error={error} retry={refetch} title="The balance could not be read." />
  }
  return (
    <Card title="Balance">
      <StatRow>
        <Stat label="On deposit" value={funds && formatMoney(funds.deposit)} note="pays for jobs" />
        <Stat label="In the wallet" value={funds && formatMoney(funds.tokens)} />
      </StatRow>
      <p className="mt-4 text-muted text-sm leading-relaxed">
        A job takes its budget from the deposit, and what it does not use comes back here. With a
        deposit a job needs no signature of the token, only its own transaction.
      </p>
      <div className="mt-4 grid gap-5 sm:grid-cols-2">
        <MoveForm
          id="deposit"
          label="Deposit"
          available={funds?.tokens}
          availableText={`The wallet holds ${formatMoney(funds?.tokens)}`}
          onDone={refetch}
          move={async (amount) => {
            const [chain, { depositWithPermit }] = await Promise.all([
              wallet.chain(`Deposit ${formatMoney(amount)}`),
              import('#chain/depositWithPermit.ts'),
            ])
            await depositWithPermit(chain, { amount })
          }}
        />
        <MoveForm
          id="withdraw"
          label="Withdraw"
          available={funds?.deposit}
          availableText={`${formatMoney(funds?.deposit)} are on deposit`}
          onDone={refetch}
          move={async (amount) => {
            const [chain, { withdraw }] = await Promise.all([
              wallet.chain(`Withdraw ${formatMoney(amount)}`),
              import('#chain/withdraw.ts'),
            ])
            await withdraw(chain, { amount })
          }}
        />
      </div>
      {funds?.tokens === 0n && funds.deposit === 0n && <EmptyPurse onDone={refetch} />}
    </Card>
  )
}

function EmptyPurse({ onDone }: { readonly onDone: () => unknown }) {
  const { address } = useWallet()
  const { data: site } = useSite()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  if (!site?.faucet || !address) {
    return (
      <p className="mt-4 text-sm text-warn">Send test dollars or tokens to your wallet first.</p>
    )
  }
  const fill = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      await askFaucet(address)
      await onDone()
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="mt-4 space-y-3">
      <Button kind="main" busy={busy} onClick={() => void fill()}>
        Get test tokens
      </Button>
      {problem !== undefined && <ErrorBox error={problem} />}
    </div>
  )
}

function MoveForm({
  id,
  label,
  available,
  availableText,
  move,
  onDone,
}: {
  readonly id: string
  readonly label: string
  /** Micro-dollars. */
  readonly available: bigint | undefined
  readonly availableText: string
  readonly move: (amount: bigint) => Promise<void>
  readonly onDone: () => unknown
}) {
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const amount = parseAmount(text)
  const tooMuch = amount !== undefined && available !== undefined && amount > available
  const wrong = text !== '' && amount === undefined
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (amount === undefined || tooMuch) return
    setBusy(true)
    setProblem(undefined)
    try {
      await move(amount)
      setText('')
      await onDone()
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="space-y-2" aria-label={label}>
      <Field
        label={`${label} (dollars)`}
        hint={availableText}
        problem={
          tooMuch
            ? `This is too much. ${availableText}.`
            : wrong
              ? 'Dollars with at most 6 decimals, such as 2.50.'
              : undefined
        }
      >
        {(props) => (
          <Input
            {...props}
            name={id}
            inputMode="decimal"
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
      <Button type="submit" busy={busy} disabled={amount === undefined || tooMuch}>
        {label}
      </Button>
      {problem !== undefined && <ErrorBox error={problem} />}
    </form>
  )
}

function parseAmount(text: string): bigint | undefined {
  try {
    const amount = parseDollars(text)
    return amount > 0n ? amount : undefined
  } catch {
    return undefined
  }
}
