'use client'

import type { CourtCase } from '#chain/courtCase.ts'
import type { BeaconRound } from '#chain/readBeacon.ts'
import { useSend } from '@/components/operate/useSend.ts'
import { Button } from '@/components/ui/Button.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { WalletGate } from '@/components/wallet/WalletGate.tsx'
import { useWallet } from '@/components/wallet/WalletProvider.tsx'
import { formatMoney } from '@/lib/format.ts'
import { useSite } from '@/lib/useSite.ts'
import { LEVELS, nextMove } from './caseSteps.ts'

/** What anyone may do with an open case: move it on, or take it to a larger jury. Simulated before the wallet opens. */
export function CaseActions({
  courtCase,
  now,
  beacon,
}: {
  readonly courtCase: CourtCase
  readonly now: number | undefined
  readonly beacon: BeaconRound | undefined
}) {
  const { status } = useWallet()
  const drawable = beacon !== undefined && (beacon.value !== undefined || beacon.missed)
  const move = nextMove(courtCase, { now, drawable })
  if (!move) return null
  return (
    <div className="space-y-3 border-line border-t pt-4">
      <p className="text-sm">
        {move.why}{' '}
        <span className="text-muted">
          Anyone may move a case on when it is time; nobody can stop it.
        </span>
      </p>
      {status === 'ready' ? (
        <Sending courtCase={courtCase} now={now} move={move} drawable={drawable} />
      ) : (
        <WalletGate to="move the case on or to appeal">{null}</WalletGate>
      )}
    </div>
  )
}

function Sending({
  courtCase,
  now,
  move,
  drawable,
}: {
  readonly courtCase: CourtCase
  readonly now: number | undefined
  readonly move: { readonly label: string; readonly can: boolean }
  readonly drawable: boolean
}) {
  const { caseId, phase, round } = courtCase
  const { busy, error, send } = useSend()
  const hasTestBeacon = useSite().data?.deployment.contracts.BlockBeacon !== undefined
  const asksBeacon = phase === 'drawing' && !drawable && !move.can && hasTestBeacon
  const advance = () =>
    send(`Case ${caseId}: ${move.label.toLowerCase()}`, async (chain) => {
      const { advanceCase } = await import('#chain/advanceCase.ts')
      await advanceCase(chain, { caseId })
    })
  const prove = () =>
    send(`Case ${caseId}: fix the randomness`, async (chain) => {
      const { proveBeacon } = await import('#chain/proveBeacon.ts')
      await proveBeacon(chain, { round })
    })
  return (
    <>
      <div className="flex flex-wrap gap-3">
        {asksBeacon ? (
          <Button kind="main" busy={busy} onClick={() => void prove()}>
            Fix the randomness
          </Button>
        ) : (
          <Button kind="main" busy={busy} disabled={!move.can} onClick={() => void advance()}>
            {move.label}
          </Button>
        )}
        <Appeal courtCase={courtCase} now={now} busy={busy} send={send} />
      </div>
      {error !== undefined && <ErrorBox error={error} title="Nothing changed." />}
    </>
  )
}

function Appeal({
  courtCase: { caseId, phase, phaseEndsAt, level, bonds },
  now,
  busy,
  send,
}: {
  readonly courtCase: CourtCase
  readonly now: number | undefined
  readonly busy: boolean
  readonly send: ReturnType<typeof useSend>['send']
}) {
  const isPossible = phase === 'appealable' && level + 1 < LEVELS
  if (!isPossible || (now !== undefined && now >= phaseEndsAt)) return null
  const bond = 2n * (bonds.at(-1)?.amount ?? 0n)
  const appeal = () =>
    send(`Case ${caseId}: appeal ${formatMoney(bond)}`, async (chain) => {
      const { appeal } = await import('#chain/appeal.ts')
      await appeal(chain, { caseId })
    })
  return (
    <Button busy={busy} onClick={() => void appeal()}>
      Appeal for {formatMoney(bond)}
    </Button>
  )
}
