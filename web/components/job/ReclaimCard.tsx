'use client'

/** Whether money of a job can be taken back: by whom, when, and the button for it. */

import { useEffect, useState } from 'react'
import type { Address, JobId } from '#protocol/ids.ts'
import { Button } from '@/components/ui/Button.tsx'
import { Card } from '@/components/ui/Card.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { WalletGate } from '@/components/wallet/WalletGate.tsx'
import { useWallet } from '@/components/wallet/WalletProvider.tsx'
import { formatDuration, formatMoney, formatTime } from '@/lib/format.ts'
import { useRunningJobs } from './hooks.ts'
import { reclaimJob } from './reclaimJob.ts'
import type { JobOnChain } from './useJobOnChain.ts'

/** Equal to JobEscrow.GRACE: seconds after a job's end in which nodes can hand in their last voucher. */
const GRACE_SECONDS = 86_400

export function ReclaimCard({
  jobId,
  job,
  isOwn,
  onDone,
}: {
  readonly jobId: JobId
  readonly job: JobOnChain
  /** Whether this browser holds the job's journal. */
  readonly isOwn: boolean
  readonly onDone: () => unknown
}) {
  const wallet = useWallet()
  const running = useRunningJobs().find(({ view }) => view.funded?.jobId === jobId)
  const now = useNowSeconds()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const { status, endsAt, terms } = job.replayed
  if (status === 'Released' || status === 'None' || !terms) return null
  const freeAt = endsAt + GRACE_SECONDS
  const isFree = now >= freeAt
  const act = async () => {
    if (running?.view.reclaimable) return running.reclaim()
    setBusy(true)
    setProblem(undefined)
    try {
      if (isOwn) await reclaimJob(wallet, jobId)
      else await release(terms.sessionKey)
      await onDone()
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  const release = async (sessionKey: Address) => {
    const [chain, { releaseJob }] = await Promise.all([
      wallet.chain('Release the rest of a job'),
      import('#chain/releaseJob.ts'),
    ])
    await releaseJob(chain, { jobId, sessionKey })
  }
  const runs = running !== undefined && !running.view.reclaimable && !running.view.failed
  return (
    <Card title="Money still locked" note={formatMoney(job.open)}>
      <p className="text-sm leading-relaxed">
        {isFree
          ? 'The time for the nodes is over. Anyone may release the rest to its requester now.'
          : isOwn
            ? 'With the agreement of the nodes the rest comes back at once. Without it, it comes back after the time below.'
            : 'The requester can take the rest back with the agreement of the nodes. After the time below anyone can release it to the requester.'}
      </p>
      {!isFree && (
        <p className="num mt-2 text-muted text-sm">
          Free in{' '}
          <span className="font-medium text-ink">{formatDuration((freeAt - now) * 1000)}</span>, on{' '}
          {formatTime(freeAt)}
        </p>
      )}
      {(isOwn || isFree) && (
        <div className="mt-4">
          <WalletGate to="reclaim the rest">
            <Button kind="main" busy={busy || runs} onClick={() => void act()}>
              {runs ? 'The job is running' : isFree ? 'Release the rest' : 'Reclaim now'}
            </Button>
          </WalletGate>
        </div>
      )}
      {problem !== undefined && (
        <div className="mt-3">
          <ErrorBox error={problem} />
        </div>
      )}
    </Card>
  )
}

function useNowSeconds(): number {
  const [now, setNow] = useState(() => Math.floor(Date.now() / 1000))
  useEffect(() => {
    const timer = setInterval(() => setNow(Math.floor(Date.now() / 1000)), 1_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
