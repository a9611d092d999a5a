'use client'

import { type FormEvent, useState } from 'react'
import type { OnChainNode } from '#chain/onChainNode.ts'
import { Button } from '@/components/ui/Button.tsx'
import { Card } from '@/components/ui/Card.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { CommandHint } from './CommandHint.tsx'
import { usePending } from './hooks.ts'
import { LABELS } from './labels.ts'
import { OfferRows } from './OfferRows.tsx'
import { draftOf, type OfferDraft, parseDraft, sameOffers } from './offerForm.ts'
import { useSend } from './useSend.ts'

/** What the node serves at which price, as the registry has it, and how to change it. */
export function OffersCard({ node }: { readonly node: OnChainNode }) {
  const { nodeId } = node
  const [edited, setEdited] = useState<readonly OfferDraft[]>()
  const [tried, setTried] = useState(false)
  const { busy, error, clear, send } = useSend()
  const pending = usePending(LABELS.offers(nodeId))
  const drafts = edited ?? node.offers.map(draftOf)
  const offers = drafts
    .map(parseDraft)
    .flatMap((parsed) => ('offer' in parsed ? [parsed.offer] : []))
  const isChanged =
    edited !== undefined && (offers.length !== drafts.length || !sameOffers(offers, node.offers))
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (offers.length !== drafts.length) return
    const done = await send(LABELS.offers(nodeId), async (chain) => {
      const { setOffers } = await import('#chain/setOffers.ts')
      await setOffers(chain, { nodeId, offers })
    })
    if (done) setEdited(undefined)
  }
  return (
    <Card title="Offers and prices">
      <form onSubmit={save} className="space-y-4">
        <p className="max-w-prose text-muted text-sm">
          By these, requesters find the node and expect its price. What it quotes comes from its own
          configuration: change the price there too and start it again.
        </p>
        <OfferRows drafts={drafts} onChange={setEdited} showProblems={tried} />
        {error !== undefined && <ErrorBox error={error} title="The offers were not changed." />}
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" busy={busy || pending} disabled={!isChanged}>
            Publish offers
          </Button>
          {isChanged && (
            <Button
              kind="quiet"
              onClick={() => {
                setEdited(undefined)
                clear()
              }}
            >
              Discard changes
            </Button>
          )}
        </div>
        <CommandHint
          command="witan stake <amount>"
          label="The command line publishes the configured offers with"
        />
      </form>
    </Card>
  )
}
