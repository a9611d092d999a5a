/**
 * Recomputes a job in this browser, with no wallet: <VerifyJob jobId={jobId} />. `receipts`, `transcripts` and
 * `opening` are checked too where the page has them.
 */

'use client'

import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { auditJob, JobAudit } from '#client/auditJob.ts'
import type { JobId } from '#protocol/ids.ts'
import { Button } from '@/components/ui/Button.tsx'
import { Card } from '@/components/ui/Card.tsx'
import { Chip } from '@/components/ui/Chip.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { NodeLink, TxLink } from '@/components/ui/HashText.tsx'
import { Loading } from '@/components/ui/Loading.tsx'
import { Stat, StatRow } from '@/components/ui/Stat.tsx'
import { Table } from '@/components/ui/Table.tsx'
import { formatMoney } from '@/lib/format.ts'
import { readChain } from '@/lib/readChain.ts'
import { CheckList } from './CheckList.tsx'
import { CommandLine } from './CommandLine.tsx'

export function VerifyJob({
  jobId,
  receipts,
  transcripts,
  opening,
  immediately = false,
}: auditJob.Options & {
  readonly jobId: JobId
  /** Starts without waiting for the button. */
  readonly immediately?: boolean
}) {
  const audit = useMutation({
    mutationFn: async (id: JobId): Promise<JobAudit> => {
      const [chain, { auditJob }, { connectReader }] = await Promise.all([
        readChain(),
        import('#client/auditJob.ts'),
        import('#client/connectChain.ts'),
      ])
      return await auditJob({ chain: connectReader(chain) }, id, {
        ...(receipts && { receipts }),
        ...(transcripts && { transcripts }),
        ...(opening && { opening }),
      })
    },
  })
  const { mutate } = audit
  useEffect(() => {
    if (immediately) mutate(jobId)
  }, [immediately, jobId, mutate])
  return (
    <Card
      title="Verify in this browser"
      action={
        <Button size="small" kind="main" busy={audit.isPending} onClick={() => mutate(jobId)}>
          {audit.data ? 'Verify again' : 'Verify'}
        </Button>
      }
    >
      {audit.isPending && <Loading what="the job's events and recomputing them" />}
      {audit.error && <ErrorBox error={audit.error} retry={() => mutate(jobId)} />}
      {audit.data && <AuditResult audit={audit.data} />}
      {audit.isIdle && (
        <p className="text-muted text-sm">
          Reads the job&apos;s events from the chain and recomputes its id, every settled row, every
          amount and its state. No wallet and no server of anyone is asked.
        </p>
      )}
      <p className="mt-4 mb-1 text-muted text-xs">The same on the command line</p>
      <CommandLine command={`witan audit ${jobId}${receipts ? ' --receipts <file>' : ''}`} />
    </Card>
  )
}

function AuditResult({ audit }: { readonly audit: JobAudit }) {
  const { status, locked, paid, fee, refunded, open, nodes, checks, txHashes } = audit
  return (
    <div className="space-y-5">
      <div>
        <p className="mb-3 text-sm">
          The job is <Chip tone={status === 'Released' ? 'good' : 'accent'}>{status}</Chip>
        </p>
        <StatRow>
          <Stat label="Locked" value={formatMoney(locked)} />
          <Stat label="Paid to nodes" value={formatMoney(paid)} />
          <Stat label="Fee" value={formatMoney(fee)} />
          <Stat label="Refunded" value={formatMoney(refunded)} />
          <Stat label="Still locked" value={formatMoney(open)} />
        </StatRow>
      </div>
      <Table
        caption="What each node claimed"
        showCaption
        rows={nodes}
        rowKey={({ nodeId }) => nodeId}
        columns={[
          { head: 'Node', primary: true, cell: ({ nodeId }) => <NodeLink nodeId={nodeId} /> },
          { head: 'Claimed', align: 'end', cell: ({ claimed }) => formatMoney(claimed) },
          { head: 'At most', align: 'end', cell: ({ cap }) => formatMoney(cap) },
        ]}
      />
      <CheckList label="Checks of the job" checks={checks} />
      <div>
        <p className="text-muted text-xs">Transactions behind it</p>
        <p className="flex flex-wrap gap-x-3">
          {txHashes.map((hash) => (
            <TxLink key={hash} hash={hash} />
          ))}
        </p>
      </div>
    </div>
  )
}
