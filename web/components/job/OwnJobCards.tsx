'use client'

/** What this browser knows of its own job beyond the chain: the answer if kept, why each node, receipts. */

import { useEffect, useState } from 'react'
import { decodeJournal, type Journal } from '#client/journal.ts'
import type { JobId } from '#protocol/ids.ts'
import { VerifyJob } from '@/components/audit/VerifyJob.tsx'
import { Button, ButtonLink } from '@/components/ui/Button.tsx'
import { Card } from '@/components/ui/Card.tsx'
import { NodeLink } from '@/components/ui/HashText.tsx'
import { Table } from '@/components/ui/Table.tsx'
import { downloadText } from '@/lib/downloadText.ts'
import { formatCount, formatMoney } from '@/lib/format.ts'
import { packFragment } from '@/lib/receipts/receiptsLink.ts'
import { formatReceipts } from '@/lib/receipts/receiptsText.ts'
import type { JobRecord } from './jobRecord.ts'
import { WhyNode } from './WhyNode.tsx'

export function AnswerCard({ record }: { readonly record: JobRecord }) {
  const { prompt, answer } = record
  return (
    <Card title="Request and answer" note="in this browser only">
      {prompt === undefined ? (
        <p className="text-muted text-sm leading-relaxed">
          Not kept. This browser keeps requests and answers only if you say so under Account; nobody
          else has them readable but the node that answered.
        </p>
      ) : (
        <>
          <p className="whitespace-pre-wrap break-words text-muted text-sm">{prompt}</p>
          <p className="mt-2 whitespace-pre-wrap break-words">{answer ?? 'No answer.'}</p>
        </>
      )}
    </Card>
  )
}

export function WhyCard({ record }: { readonly record: JobRecord }) {
  return (
    <Card title="Which node, and why" note="as scored in this browser">
      <p className="mb-3 text-muted text-sm">{record.planReason}</p>
      <ul className="space-y-4 text-sm">
        {record.tasks.map((task) => (
          <li key={task.taskId}>
            <p className="font-medium">
              Part {task.taskId} · {task.role}
              {task.nodeId !== undefined && (
                <>
                  {' · '}
                  <NodeLink nodeId={task.nodeId} />
                </>
              )}
            </p>
            <div className="text-muted">
              <WhyNode taskId={task.taskId} reason={task.reason} ranking={task.ranking} />
            </div>
            {task.reroutes.map(({ from, to, code }) => (
              <p key={`${from}-${to}`} className="text-warn">
                Node {from} failed ({code}); node {to} took over.
              </p>
            ))}
            {task.problem && <p className="text-bad">{task.problem.message}</p>}
            {task.checks !== undefined && (
              <p className="text-muted">
                Receipt: {formatCount(task.checksPassed)} of {formatCount(task.checks)} checks held.
              </p>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

export function ReceiptsCard({ journalText }: { readonly journalText: string }) {
  const journal = decode(journalText)
  const [link, setLink] = useState<string>()
  const text = journal && formatReceipts({ jobId: journal.jobId, receipts: given(journal) })
  useEffect(() => {
    if (text) void packFragment(text).then((fragment) => setLink(`/receipt/#${fragment}`))
  }, [text])
  if (!journal || !text || journal.receipts.length === 0) {
    return (
      <Card title="Receipts">
        <p className="text-muted text-sm">No node has sent a receipt for this job.</p>
      </Card>
    )
  }
  return (
    <Card
      title="Receipts"
      note="hashes and counts, no text"
      action={
        <div className="flex flex-wrap gap-2">
          <Button
            size="small"
            onClick={() =>
              downloadText(`witan-receipts-${journal.jobId}.json`, text, 'application/json')
            }
          >
            Download JSON
          </Button>
          {link && (
            <ButtonLink href={link} size="small">
              Check them
            </ButtonLink>
          )}
        </div>
      }
    >
      <Table
        caption="Receipts of this job"
        rows={journal.receipts}
        rowKey={({ receipt }) => receipt.taskId}
        columns={[
          {
            head: 'Node',
            primary: true,
            cell: ({ receipt }) => <NodeLink nodeId={receipt.nodeId} />,
          },
          { head: 'Ended by', cell: ({ receipt }) => receipt.finishReason },
          {
            head: 'Input bytes',
            align: 'end',
            cell: ({ receipt }) => formatCount(receipt.inputBytes),
          },
          {
            head: 'Output tokens',
            align: 'end',
            cell: ({ receipt }) => formatCount(receipt.outputTokens),
          },
          { head: 'Billed', align: 'end', cell: ({ receipt }) => formatMoney(receipt.amount) },
        ]}
      />
    </Card>
  )
}

/** The audit that anyone can do, with what only the owner has where this browser is the owner's. */
export function OwnVerification({
  jobId,
  journalText,
}: {
  readonly jobId: JobId
  readonly journalText: string | undefined
}) {
  const journal = journalText === undefined ? undefined : decode(journalText)
  return (
    <VerifyJob
      jobId={jobId}
      receipts={journal?.receipts}
      transcripts={journal?.transcripts}
      opening={journal?.opening}
    />
  )
}

function decode(text: string): Journal | undefined {
  try {
    return decodeJournal(text)
  } catch {
    return undefined
  }
}

function given({ receipts }: Journal) {
  return receipts.map((signed) => ({ ...signed, transcript: undefined }))
}
