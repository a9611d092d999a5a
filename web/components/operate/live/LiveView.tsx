'use client'

import { useState } from 'react'
import { isWitanError } from '#protocol/errors.ts'
import type { LiveReport } from '#telemetry/liveReport.ts'
import { Button } from '@/components/ui/Button.tsx'
import { Card } from '@/components/ui/Card.tsx'
import { Chip } from '@/components/ui/Chip.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { Loading } from '@/components/ui/Loading.tsx'
import { Stat, StatRow } from '@/components/ui/Stat.tsx'
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatMoney,
  formatNumber,
} from '@/lib/format.ts'
import { CommandHint } from '../CommandHint.tsx'
import { LiveCharts } from './LiveCharts.tsx'
import { ErrorsCard, JobsCard, LogCard, ModelsCard } from './LiveTables.tsx'
import type { LiveAccess } from './liveClient.ts'
import { useLive } from './useLive.ts'

/** What the node does now, and the two words that can be said to it. */
export function LiveView({
  access,
  onForget,
}: {
  readonly access: LiveAccess
  readonly onForget: () => void
}) {
  const { report, samples, error, tell } = useLive(access)
  return (
    <div className="space-y-6">
      {error !== undefined && (
        <Down error={error} wasUp={report !== undefined} onForget={onForget} />
      )}
      {report === undefined && error === undefined && <Loading what="the node" lines={5} />}
      {report && (
        <>
          <Head
            report={report}
            rate={samples.at(-1)?.tokensPerSecond}
            isStale={error !== undefined}
            access={access}
            onTell={tell}
            onForget={onForget}
          />
          <LiveCharts samples={samples} />
          <div className="grid items-start gap-6 lg:grid-cols-2">
            <JobsCard report={report} />
            <ModelsCard report={report} />
          </div>
          <ErrorsCard errors={report.errors} now={report.at} />
          <LogCard lines={report.log} />
        </>
      )}
    </div>
  )
}

/** The node doesn't answer: it is down, or the token is of an earlier start. */
function Down({
  error,
  wasUp,
  onForget,
}: {
  readonly error: unknown
  readonly wasUp: boolean
  readonly onForget: () => void
}) {
  const isDown = isWitanError(error, 'NODE_OFFLINE')
  return (
    <Card title={isDown ? 'The node is not running' : 'The node cannot be read'}>
      <div className="space-y-3">
        {isDown ? (
          <p className="text-sm" role="alert">
            Nothing answers at its address{wasUp && ' any more; below is what it said last'}. Start
            it, then connect with the new token that{' '}
            <code className="font-mono text-xs">witan status</code> prints.
          </p>
        ) : (
          <ErrorBox error={error} />
        )}
        <CommandHint command="witan run" label="Start it with" />
        <Button size="small" onClick={onForget}>
          Enter another address or token
        </Button>
      </div>
    </Card>
  )
}

function Head({
  report,
  rate,
  isStale,
  access,
  onTell,
  onForget,
}: {
  readonly report: LiveReport
  readonly rate: number | undefined
  readonly isStale: boolean
  readonly access: LiveAccess
  readonly onTell: (verb: '/pause' | '/resume') => Promise<void>
  readonly onForget: () => void
}) {
  const { nodeId, at, startedAt, running, slots, queued, memory, vouched, settled, tasks } = report
  const both = memory.mainBytes + (memory.runtimeBytes ?? 0)
  return (
    <Card
      title={`Node ${nodeId}`}
      note={isStale ? 'as of its last answer' : `up for ${formatDuration((at - startedAt) * 1000)}`}
      action={<Pause report={report} disabled={isStale} onTell={onTell} />}
    >
      <p className="mb-5 flex flex-wrap items-center gap-2 text-sm" role="status">
        <State report={report} isStale={isStale} />
      </p>
      <StatRow>
        <Stat
          label="Running"
          value={`${running} of ${slots}`}
          note={queued > 0 ? `${formatCount(queued)} waiting` : 'none waiting'}
        />
        <Stat
          label="Tokens per second"
          value={formatNumber(rate ?? 0, 1)}
          note={`${formatCount(report.outputTokens)} since the start`}
        />
        <Stat
          label="Memory"
          value={formatBytes(both)}
          note={memory.runtimeBytes === undefined ? 'main process' : 'with the models'}
        />
        <Stat
          label="Tasks"
          value={formatCount(tasks.finished)}
          note={`${formatCount(tasks.failed)} failed`}
        />
        <Stat
          label="Vouched"
          value={formatMoney(vouched)}
          note={`${formatMoney(vouched - settled)} not settled yet`}
        />
      </StatRow>
      <div className="mt-5 flex flex-wrap items-center justify-between gap-3">
        <CommandHint
          command={`curl -X POST -H "Authorization: Bearer $(cat .witan/api.token)" ${access.url}/${report.paused ? 'resume' : 'pause'}`}
        />
        <Button kind="quiet" size="small" onClick={onForget}>
          Forget this node
        </Button>
      </div>
    </Card>
  )
}

function State({ report, isStale }: { readonly report: LiveReport; readonly isStale: boolean }) {
  if (isStale)
    return (
      <Chip tone="bad" mark>
        no answer
      </Chip>
    )
  if (report.paused) {
    return (
      <>
        <Chip tone="warn" mark>
          paused
        </Chip>
        <span>No new quotes and tasks. What runs goes on; a restart takes tasks again.</span>
      </>
    )
  }
  if (report.accepting)
    return (
      <Chip tone="good" mark>
        takes tasks
      </Chip>
    )
  return (
    <>
      <Chip tone="warn" mark>
        not serving
      </Chip>
      <span>The runtime is starting or the node is stopping.</span>
    </>
  )
}

function Pause({
  report: { paused },
  disabled,
  onTell,
}: {
  readonly report: LiveReport
  readonly disabled: boolean
  readonly onTell: (verb: '/pause' | '/resume') => Promise<void>
}) {
  const [busy, setBusy] = useState(false)
  const tell = async () => {
    setBusy(true)
    await onTell(paused ? '/resume' : '/pause')
    setBusy(false)
  }
  return (
    <Button kind={paused ? 'main' : 'plain'} busy={busy} disabled={disabled} onClick={tell}>
      {paused ? 'Take jobs again' : 'Pause new jobs'}
    </Button>
  )
}
