'use client'

/** Where a request is written: role, budget, price before sending, and one button that is always the next action. */

import { type FormEvent, type KeyboardEvent, useId, useState } from 'react'
import { ROLES, type Role } from '#protocol/role.ts'
import { parseDollars } from '#protocol/units.ts'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { Field, Input, Select, TextArea } from '@/components/ui/Field.tsx'
import { useWallet } from '@/components/wallet/WalletProvider.tsx'
import { formatMoney, formatPercent } from '@/lib/format.ts'
import { type Funds, useFunds } from '@/lib/useFunds.ts'
import { useOwnJobs, useSettings } from './hooks.ts'
import { startJob } from './jobRunner.ts'
import { changeSettings } from './requesterSettings.ts'
import { PrivacyLabel } from './SealedChip.tsx'
import { SendButton } from './SendButton.tsx'
import { roomWithin } from './spendCaps.ts'
import { MAX_OUTPUT_TOKENS, type Preview, usePreview } from './usePreview.ts'

export function Composer({
  prompt,
  setPrompt,
  busy,
  onFocus,
}: {
  readonly prompt: string
  readonly setPrompt: (prompt: string) => void
  /** Whether a job runs that has to end first. */
  readonly busy: boolean
  readonly onFocus: () => void
}) {
  const wallet = useWallet()
  const { budget: typed, caps } = useSettings()
  const { data: own } = useOwnJobs()
  const { data: funds } = useFunds(wallet.address)
  const [role, setRole] = useState<Role>()
  const hintId = useId()
  const preview = usePreview(prompt, role)
  const budget = parseBudget(typed)
  const room = own ? roomWithin(caps, own.spent) : caps.perRequest
  const problem = problemOf(budget, { most: preview.bound?.most, room })
  const available = funds && funds.tokens + funds.deposit
  const lacks = budget !== undefined && available !== undefined && available < budget
  const canSend = prompt.trim() !== '' && preview.tasks.length > 0 && !problem && !busy
  const send = () => {
    if (!canSend || wallet.status !== 'ready' || budget === undefined || lacks) return
    startJob(wallet, {
      prompt,
      role,
      maxBudget: budget,
      maxOutputTokens: MAX_OUTPUT_TOKENS,
      topUp: topUpOf(budget, funds),
      priceCeiling: preview.bound?.ceiling,
    })
    setPrompt('')
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    send()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    send()
  }
  return (
    <form
      onSubmit={onSubmit}
      aria-label="Ask the council"
      className="space-y-3 rounded-lg border border-line bg-surface p-4 shadow-xs sm:p-5"
    >
      <Field label="Your request">
        {(props) => (
          <TextArea
            {...props}
            rows={3}
            value={prompt}
            placeholder="What is 482 + 39?"
            aria-describedby={hintId}
            onChange={({ target }) => setPrompt(target.value)}
            onFocus={onFocus}
            onKeyDown={onKeyDown}
          />
        )}
      </Field>
      <PreviewLine id={hintId} preview={preview} />
      <div className="flex flex-wrap items-start gap-3">
        <Field label="Role" className="w-full sm:w-44">
          {(props) => (
            <Select
              {...props}
              value={role ?? ''}
              onChange={({ target }) => setRole((target.value || undefined) as Role | undefined)}
            >
              <option value="">Auto</option>
              {ROLES.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field
          label="Budget (dollars)"
          className="w-full sm:w-52"
          problem={problem}
          hint={
            room === undefined ? 'Most that is locked' : `Your limits leave ${formatMoney(room)}`
          }
        >
          {(props) => (
            <Input
              {...props}
              inputMode="decimal"
              value={typed}
              onChange={({ target }) => changeSettings({ budget: target.value })}
            />
          )}
        </Field>
        <SendButton
          canSend={canSend}
          busy={busy}
          lacks={lacks}
          most={preview.bound?.most}
          className="w-full sm:mt-6 sm:ml-auto sm:w-auto"
        />
      </div>
      <div className="flex flex-wrap justify-between gap-x-6 gap-y-1">
        <PrivacyLabel mode="transit" />
        {wallet.status === 'ready' && preview.bound && funds && !problem && budget && (
          <SigningNote
            deposit={funds.deposit}
            most={preview.bound.most}
            budget={budget}
            topUp={topUpOf(budget, funds)}
            isBurner={wallet.isBurner}
          />
        )}
      </div>
    </form>
  )
}

/** What the wallet will be asked, before it is. */
function SigningNote({
  deposit,
  most,
  budget,
  topUp,
  isBurner,
}: {
  readonly deposit: bigint
  /** Most that the request can cost; a stand-by for each part can double what is locked. */
  readonly most: bigint
  readonly budget: bigint
  readonly topUp: bigint
  readonly isBurner: boolean
}) {
  const who = isBurner ? 'The burner signs' : 'You sign'
  return (
    <p className="num text-muted text-xs leading-relaxed">
      {deposit >= 2n * most || deposit >= budget
        ? `${who} one transaction, paid from your balance of ${formatMoney(deposit)}.`
        : `${who} one message and one transaction: ${formatMoney(topUp)} go into your balance and pay for the job.`}
    </p>
  )
}

/** Returns what a deposit brings in at least: the budget, as far as the wallet holds it. */
function topUpOf(budget: bigint, funds: Funds | undefined): bigint {
  return funds && funds.tokens < budget ? funds.tokens : budget
}

/** What the page made of the prompt so far; polite, for it follows the typing. */
function PreviewLine({ id, preview }: { readonly id: string; readonly preview: Preview }) {
  if (preview.status === 'refused') {
    return (
      <div id={id}>
        <ErrorBox error={preview.error} />
      </div>
    )
  }
  return (
    <p id={id} className="num min-h-5 text-muted text-sm">
      {textOf(preview)}
    </p>
  )
}

function textOf({ status, tasks, reason, bound, certainty, error }: Preview): string {
  if (status === 'empty') {
    return error
      ? 'The nodes could not be read.'
      : 'Roles and prices appear as you write. Nothing is sent before you do.'
  }
  if (status === 'thinking') return 'Reading the request in this page …'
  const roles = [...new Set(tasks.map(({ role }) => role))].join(', ')
  const sure = certainty === undefined ? '.' : ` (${formatPercent(certainty)} sure).`
  const plan = reason?.replace(/\.$/, sure)
  if (!bound) return `${plan} No node offers ${roles}.`
  return `${plan} ${bound.nodes} ${bound.nodes === 1 ? 'node is' : 'nodes are'} on offer.`
}

function parseBudget(text: string): bigint | undefined {
  try {
    const budget = parseDollars(text)
    return budget > 0n ? budget : undefined
  } catch {
    return undefined
  }
}

function problemOf(
  budget: bigint | undefined,
  { most, room }: { readonly most: bigint | undefined; readonly room: bigint | undefined },
): string | undefined {
  if (budget === undefined) return 'Dollars with at most 6 decimals, such as 0.05.'
  if (room !== undefined && budget > room) {
    return `Your own limits leave ${formatMoney(room)}. Lower the budget, or raise the limits under Account.`
  }
  if (most !== undefined && budget < most) {
    return `This request can cost up to ${formatMoney(most)}. Raise the budget or shorten it.`
  }
  return undefined
}
