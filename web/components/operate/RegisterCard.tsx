'use client'

import { type FormEvent, useState } from 'react'
import { isWitanError } from '#protocol/errors.ts'
import { parseAddress } from '#protocol/ids.ts'
import { Button } from '@/components/ui/Button.tsx'
import { Card } from '@/components/ui/Card.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { Field, Input, TextArea } from '@/components/ui/Field.tsx'
import { CommandHint } from './CommandHint.tsx'
import { usePending } from './hooks.ts'
import { LABELS } from './labels.ts'
import { OfferRows } from './OfferRows.tsx'
import { type OfferDraft, parseDraft, parseInitOutput } from './offerForm.ts'
import { useSend } from './useSend.ts'

type Form = {
  readonly signer: string
  readonly peerId: string
  readonly drafts: readonly OfferDraft[]
}

/** Writes a node into the registry: its keys come from its own machine, this wallet becomes its owner. */
export function RegisterCard({ onDone }: { readonly onDone?: (nodeId: number) => void }) {
  const [form, setForm] = useState<Form>({ signer: '', peerId: '', drafts: [] })
  const [tried, setTried] = useState(false)
  const { busy, error, send } = useSend()
  const pending = usePending(LABELS.register())
  const problems = problemsOf(form)
  const offers = form.drafts
    .map(parseDraft)
    .flatMap((parsed) => ('offer' in parsed ? [parsed.offer] : []))
  const register = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (problems.signer || problems.peerId || offers.length !== form.drafts.length) return
    await send(LABELS.register(), async (chain) => {
      const { registerNode } = await import('#chain/registerNode.ts')
      const { signer, peerId } = form
      const { nodeId } = await registerNode(chain, {
        signer: parseAddress(signer.trim()),
        peerId: peerId.trim(),
        offers,
      })
      onDone?.(nodeId)
    })
  }
  return (
    <Card title="Register a node">
      <form onSubmit={register} className="space-y-4">
        <p className="max-w-prose text-muted text-sm">
          On the node’s machine, <code className="font-mono text-xs">witan init</code> makes its
          keys and prints their public halves. Paste what it printed. This wallet becomes the owner;
          its key never goes to that machine.
        </p>
        <CommandHint command="witan init" label="On the node’s machine" />
        <Paste onFound={(found) => setForm({ ...form, ...found })} />
        <div className="grid gap-3 sm:grid-cols-2">
          <Field
            label="Signer"
            hint="Signs the node’s quotes and receipts."
            problem={tried && problems.signer}
          >
            {(props) => (
              <Input
                {...props}
                className="font-mono text-xs!"
                spellCheck={false}
                autoComplete="off"
                placeholder="0x…"
                value={form.signer}
                onChange={(event) => setForm({ ...form, signer: event.target.value })}
              />
            )}
          </Field>
          <Field
            label="Peer id"
            hint="The node’s name in the network."
            problem={tried && problems.peerId}
          >
            {(props) => (
              <Input
                {...props}
                className="font-mono text-xs!"
                spellCheck={false}
                autoComplete="off"
                placeholder="12D3Koo…"
                value={form.peerId}
                onChange={(event) => setForm({ ...form, peerId: event.target.value })}
              />
            )}
          </Field>
        </div>
        <OfferRows
          drafts={form.drafts}
          onChange={(drafts) => setForm({ ...form, drafts })}
          showProblems={tried}
        />
        {error !== undefined && <ErrorBox error={error} title="The node was not registered." />}
        <Button type="submit" kind="main" busy={busy || pending}>
          Register the node
        </Button>
      </form>
    </Card>
  )
}

/** Fills the form from what the command line printed. */
function Paste({ onFound }: { readonly onFound: (found: Partial<Form>) => void }) {
  const [text, setText] = useState('')
  const { signer, peerId, offers } = parseInitOutput(text)
  const found = [
    signer && 'signer',
    peerId && 'peer id',
    offers.length > 0 && `${offers.length} offers`,
  ]
  const names = found.filter(Boolean).join(', ')
  const change = (next: string) => {
    setText(next)
    const parsed = parseInitOutput(next)
    onFound({
      ...(parsed.signer && { signer: parsed.signer }),
      ...(parsed.peerId && { peerId: parsed.peerId }),
      ...(parsed.offers.length > 0 && { drafts: parsed.offers }),
    })
  }
  return (
    <Field
      label="What “witan init” printed"
      hint={
        names
          ? `Found: ${names}.`
          : 'The table or the --json output. Or fill in the fields below by hand.'
      }
      problem={
        text.trim() !== '' && !names && 'Nothing of it was understood. Fill in the fields below.'
      }
    >
      {(props) => (
        <TextArea
          {...props}
          rows={3}
          spellCheck={false}
          autoComplete="off"
          className="font-mono text-xs!"
          value={text}
          onChange={(event) => change(event.target.value)}
        />
      )}
    </Field>
  )
}

function problemsOf({ signer, peerId }: Form): { signer?: string; peerId?: string } {
  return {
    ...(!isAddress(signer) && { signer: 'An address is 0x and 40 hex digits.' }),
    ...(!/^[1-9A-HJ-NP-Za-km-z]{20,88}$/.test(peerId.trim()) && {
      peerId: 'A peer id is base58 text, such as 12D3Koo….',
    }),
  }
}

function isAddress(text: string): boolean {
  try {
    parseAddress(text.trim())
    return true
  } catch (error) {
    if (isWitanError(error)) return false
    throw error
  }
}
