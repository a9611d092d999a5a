'use client'

/** Who can read what: the privacy label in its exact words, and what was sealed to whom. */

import { useState } from 'react'
import { MODE_LABELS, type Mode } from '#protocol/mode.ts'
import { Dialog } from '@/components/ui/Dialog.tsx'
import { HashText, NodeLink } from '@/components/ui/HashText.tsx'
import { KeyValues } from '@/components/ui/KeyValues.tsx'
import { formatBytes } from '@/lib/format.ts'
import type { TaskView } from './jobView.ts'

/** The label alone, before anything is sealed. */
export function PrivacyLabel({ mode }: { readonly mode: Mode }) {
  return (
    <p className="flex items-start gap-1.5 text-muted text-xs leading-relaxed">
      <LockSign />
      <span>
        <strong className="font-medium text-ink">{mode}</strong> · {MODE_LABELS[mode]}
      </span>
    </p>
  )
}

/** A chip that opens what was sealed for each part. */
export function SealedChip({
  tasks,
  mode,
}: {
  readonly tasks: readonly TaskView[]
  readonly mode: Mode
}) {
  const [open, setOpen] = useState(false)
  const sealed = tasks.flatMap((task) =>
    task.sealed ? [{ taskId: task.taskId, ...task.sealed }] : [],
  )
  if (sealed.length === 0) return null
  const nodeIds = [...new Set(sealed.map(({ nodeId }) => nodeId))]
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="inline-flex min-h-7 items-center gap-1.5 rounded-full bg-accent-soft px-2.5 font-medium text-accent text-xs hover:underline"
      >
        <LockSign />
        sealed to node {nodeIds.join(', ')}
      </button>
      <Dialog title="Who can read what" open={open} onClose={() => setOpen(false)}>
        <p className="text-sm leading-relaxed">{MODE_LABELS[mode]}</p>
        <p className="text-muted text-sm leading-relaxed">
          The request was sealed in this page to the key that the node signed for. The network, the
          chain and this page's server see only the sealed bytes and their hash. The answer comes
          back sealed to this page.
        </p>
        {sealed.map(({ taskId, nodeId, envelopeBytes, requestHash }) => (
          <KeyValues
            key={taskId}
            rows={[
              [`Part ${taskId} sealed to`, <NodeLink key="node" nodeId={nodeId} />],
              ['Sealed bytes', formatBytes(envelopeBytes)],
              [
                'Hash of the envelope',
                <HashText key="hash" value={requestHash} what="envelope hash" />,
              ],
            ]}
          />
        ))}
      </Dialog>
    </>
  )
}

function LockSign() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      className="mt-0.5 size-3.5 shrink-0 fill-none stroke-current"
      strokeWidth="1.5"
    >
      <rect x="3" y="7" width="10" height="6.5" rx="1.5" />
      <path d="M5 7V5a3 3 0 0 1 6 0v2" />
    </svg>
  )
}
