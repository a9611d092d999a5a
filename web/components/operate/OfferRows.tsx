'use client'

import { useId } from 'react'
import { ROLES, type Role } from '#protocol/role.ts'
import { Button } from '@/components/ui/Button.tsx'
import { Field, Input, Select } from '@/components/ui/Field.tsx'
import { formatMoney } from '@/lib/format.ts'
import { type KnownModel, useFeeBps, useKnownModels } from './hooks.ts'
import {
  FIRST_PRICES,
  MAX_OFFERS,
  type OfferDraft,
  PREVIEW_INPUT_BYTES,
  PREVIEW_OUTPUT_TOKENS,
  parseDraft,
  previewPay,
} from './offerForm.ts'

/** Models and prices to be edited; each row says what an answer would pay. */
export function OfferRows({
  drafts,
  onChange,
  showProblems,
}: {
  readonly drafts: readonly OfferDraft[]
  readonly onChange: (drafts: readonly OfferDraft[]) => void
  /** Empty controls are no problem before the form was sent once. */
  readonly showProblems: boolean
}) {
  const models = useKnownModels().data ?? []
  const add = () => {
    const free = models.find(({ modelId }) => !drafts.some((draft) => draft.modelId === modelId))
    const role = (free?.role ?? 'math') as Role
    const key = crypto.randomUUID()
    onChange([...drafts, { key, role, modelId: free?.modelId ?? '', ...FIRST_PRICES }])
  }
  return (
    <div className="space-y-4">
      {drafts.map((draft, i) => (
        <OfferRow
          key={draft.key}
          number={i + 1}
          draft={draft}
          models={models}
          showProblems={showProblems}
          onChange={(next) => onChange(drafts.with(i, next))}
          onRemove={() => onChange(drafts.toSpliced(i, 1))}
        />
      ))}
      <Button size="small" disabled={drafts.length >= MAX_OFFERS} onClick={add}>
        Add an offer
      </Button>
    </div>
  )
}

function OfferRow({
  number,
  draft,
  models,
  showProblems,
  onChange,
  onRemove,
}: {
  readonly number: number
  readonly draft: OfferDraft
  readonly models: readonly KnownModel[]
  readonly showProblems: boolean
  readonly onChange: (draft: OfferDraft) => void
  readonly onRemove: () => void
}) {
  const list = useId()
  const parsed = parseDraft(draft)
  const problems = showProblems && 'problems' in parsed ? parsed.problems : {}
  const text = (name: 'modelId' | 'inputPrice' | 'outputPrice' | 'concurrency') => ({
    value: draft[name],
    onChange: (event: { readonly target: { readonly value: string } }) =>
      onChange({ ...draft, [name]: event.target.value }),
  })
  return (
    <fieldset className="min-w-0 rounded-md border border-line p-3 sm:p-4">
      <legend className="px-1 font-medium text-sm">Offer {number}</legend>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        <Field label="Role" className="max-sm:col-span-2">
          {(props) => (
            <Select
              {...props}
              value={draft.role}
              onChange={(event) => onChange({ ...draft, role: event.target.value as Role })}
            >
              {ROLES.map((role) => (
                <option key={role}>{role}</option>
              ))}
            </Select>
          )}
        </Field>
        <Field
          label="Model id"
          className="col-span-2 sm:col-span-3"
          hint="Names the exact weights; “witan init” prints it."
          problem={problems.modelId}
        >
          {(props) => (
            <Input
              {...props}
              {...text('modelId')}
              list={list}
              className="font-mono text-xs!"
              spellCheck={false}
              autoComplete="off"
              placeholder="0x…"
            />
          )}
        </Field>
        <Field label="$ per 1,000 tokens" hint="of answers" problem={problems.outputPrice}>
          {(props) => (
            <Input {...props} {...text('outputPrice')} inputMode="decimal" className="num" />
          )}
        </Field>
        <Field label="$ per 1,000 bytes" hint="of questions" problem={problems.inputPrice}>
          {(props) => (
            <Input {...props} {...text('inputPrice')} inputMode="decimal" className="num" />
          )}
        </Field>
        <Field label="Tasks at once" problem={problems.concurrency}>
          {(props) => (
            <Input {...props} {...text('concurrency')} inputMode="numeric" className="num" />
          )}
        </Field>
        <div className="flex items-end justify-end">
          <Button kind="quiet" aria-label={`Remove offer ${number}`} onClick={onRemove}>
            Remove
          </Button>
        </div>
      </div>
      <datalist id={list}>
        {models
          .filter(({ role }) => role === draft.role)
          .map(({ modelId, nodes }) => (
            <option key={modelId} value={modelId}>
              {`offered by ${nodes} nodes`}
            </option>
          ))}
      </datalist>
      {'offer' in parsed && <Preview prices={parsed.offer} />}
    </fieldset>
  )
}

function Preview({ prices }: { readonly prices: Parameters<typeof previewPay>[0] }) {
  const feeBps = useFeeBps()
  if (feeBps === undefined) return null
  const { gross, fee, net } = previewPay(prices, feeBps)
  return (
    <p className="num mt-3 text-muted text-xs" aria-live="polite">
      A {PREVIEW_OUTPUT_TOKENS.toLocaleString('en')}-token answer to a question of{' '}
      {PREVIEW_INPUT_BYTES} bytes pays you <strong className="text-ink">{formatMoney(net)}</strong>:{' '}
      {formatMoney(gross)} less the fee of {formatMoney(fee)}.
    </p>
  )
}
