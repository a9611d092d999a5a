'use client'

/** What this browser keeps of jobs, with a copy to take away and a way to forget. */

import { useState } from 'react'
import { Button } from '@/components/ui/Button.tsx'
import { Card } from '@/components/ui/Card.tsx'
import { Dialog } from '@/components/ui/Dialog.tsx'
import { Checkbox } from '@/components/ui/Field.tsx'
import { downloadText } from '@/lib/downloadText.ts'
import { formatCount } from '@/lib/format.ts'
import { forgetJob, listJournals } from '@/lib/jobStore.ts'
import { useOwnJobs, useSettings } from './hooks.ts'
import { stateOfRecord } from './jobRecord.ts'
import { changeSettings } from './requesterSettings.ts'

export function KeptCard() {
  const { keepAnswers, reclaimAtOnce } = useSettings()
  const { data: own } = useOwnJobs()
  const [asking, setAsking] = useState(false)
  const records = own?.records ?? []
  const open = records.filter((record) => OPEN.has(stateOfRecord(record).word))
  const done = records.length - open.length
  const forget = async () => {
    setAsking(false)
    for (const record of records) if (!open.includes(record)) await forgetJob(record.jobId)
  }
  return (
    <Card title="Kept in this browser" note={countJobs(records.length)}>
      <div className="space-y-1">
        <Checkbox
          label="Keep requests and answers after the page is left"
          checked={keepAnswers}
          onChange={({ target }) => changeSettings({ keepAnswers: target.checked })}
        />
        <Checkbox
          label="Ask the wallet to take the rest back right after each answer"
          checked={reclaimAtOnce}
          onChange={({ target }) => changeSettings({ reclaimAtOnce: target.checked })}
        />
      </div>
      <p className="mt-3 text-muted text-sm leading-relaxed">
        Each job has a session key of its own, which can pay its nodes up to its budget and nothing
        else. It stays here until the job is forgotten.
      </p>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button
          size="small"
          disabled={records.length === 0}
          onClick={() =>
            void listJournals().then((journals) =>
              downloadText(
                'witan-job-keys.json',
                `[${journals.join(',\n')}]\n`,
                'application/json',
              ),
            )
          }
        >
          Export job keys
        </Button>
        <Button size="small" kind="danger" disabled={done === 0} onClick={() => setAsking(true)}>
          Forget finished jobs
        </Button>
      </div>
      <Dialog
        title={`Forget ${countJobs(done)} that ended?`}
        description="Their receipts, reasons and kept answers go. Jobs with money still locked stay."
        open={asking}
        onClose={() => setAsking(false)}
      >
        <div className="flex justify-end gap-2">
          <Button onClick={() => setAsking(false)}>Keep them</Button>
          <Button kind="danger" onClick={() => void forget()}>
            Forget
          </Button>
        </div>
      </Dialog>
    </Card>
  )
}

const OPEN: ReadonlySet<string> = new Set(['running', 'rest to reclaim'])

function countJobs(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'job' : 'jobs'}`
}
