'use client'

import { Button } from '@/components/ui/Button.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { formatDuration, formatMoney, formatTime } from '@/lib/format.ts'
import { AmountForm } from './AmountForm.tsx'
import { CommandHint } from './CommandHint.tsx'
import { type StakingRules, usePending } from './hooks.ts'
import { LABELS } from './labels.ts'
import type { OwnedNode } from './operatorState.ts'
import { useSend } from './useSend.ts'

type Props = {
  readonly owned: OwnedNode
  readonly rules: StakingRules | undefined
  readonly now: number
}

/** The slow way out: thaw, wait, withdraw. */
export function ThawPart({ owned, rules, now }: Props) {
  const { node, stake, account } = owned
  const { nodeId } = node
  const { busy, error, send } = useSend()
  const pending = usePending(LABELS.thaw(nodeId, 0n))
  const thaw = (amount: bigint) =>
    send(LABELS.thaw(nodeId, amount), async (chain) => {
      const { thaw } = await import('#chain/thaw.ts')
      await thaw(chain, { nodeId, amount })
    })
  return (
    <div className="space-y-3 border-line border-t pt-5">
      {stake.thawing > 0n && <Thawing owned={owned} rules={rules} now={now} />}
      {stake.active > 0n && (
        <AmountForm
          label="Unstake, in dollars"
          hint={() => (
            <>
              Free after {rules ? formatDuration(rules.thawSeconds * 1000) : 'the thaw'}. It gives
              no room from now on and can still be slashed, for what the node did before, until you
              withdraw it.
              {stake.thawing > 0n && ' Unstaking more starts the clock of all that thaws again.'}
            </>
          )}
          action="Unstake"
          kind="danger"
          max={stake.active}
          maxName="the active stake of"
          busy={busy || pending}
          onSend={thaw}
        />
      )}
      {account.open > 0n && (
        <p className="text-muted text-xs">
          Open jobs of {formatMoney(account.open)} at most go on and are still paid while the stake
          thaws.
        </p>
      )}
      {error !== undefined && <ErrorBox error={error} title="Nothing was unstaked." />}
      <CommandHint command="witan unstake 100" />
    </div>
  )
}

function Thawing({ owned: { node, stake }, rules, now }: Props) {
  const { nodeId } = node
  const { busy, error, send } = useSend()
  const pending = usePending(LABELS.withdrawStake(nodeId))
  const left = Math.max(0, stake.thawsAt - now)
  const withdraw = () =>
    send(LABELS.withdrawStake(nodeId), async (chain) => {
      const { withdrawStake } = await import('#chain/withdrawStake.ts')
      await withdrawStake(chain, { nodeId })
    })
  return (
    <div className="space-y-3 rounded-md bg-sunken p-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="num text-sm">
          <strong>{formatMoney(stake.thawing)}</strong>{' '}
          {left > 0 ? (
            <>
              thaws: free in <strong>{formatDuration(left * 1000)}</strong>, on{' '}
              {formatTime(stake.thawsAt)}
            </>
          ) : (
            'has thawed and waits for you'
          )}
        </p>
        <Button
          kind={left === 0 ? 'main' : 'plain'}
          disabled={left > 0}
          busy={busy || pending}
          onClick={withdraw}
        >
          Withdraw stake
        </Button>
      </div>
      {rules && left > 0 && (
        <progress
          aria-label="Thaw"
          value={rules.thawSeconds - left}
          max={rules.thawSeconds}
          className="block h-1.5 w-full appearance-none overflow-hidden rounded-full bg-line [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
        />
      )}
      {error !== undefined && <ErrorBox error={error} title="Nothing was withdrawn." />}
      <CommandHint command="witan unstake --finish" />
    </div>
  )
}
