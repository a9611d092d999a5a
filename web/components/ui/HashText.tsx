/**
 * Ids people never type: short on screen, whole in title and clipboard.
 *   <HashText value={hash} />           <HashText value={jobId} href={`/job/?id=${jobId}`} />
 *   <TxLink hash={txHash} />  <JobLink jobId={jobId} />  <NodeLink nodeId={3} />
 */

import Link from 'next/link'
import { shortHex } from '@/lib/format.ts'
import { CopyButton } from './CopyButton.tsx'

export function HashText({
  value,
  href,
  ends = 4,
  what = 'value',
}: {
  readonly value: string
  readonly href?: string
  /** Digits shown at each end. */
  readonly ends?: number
  /** Word for the copy button: "Copy job id". */
  readonly what?: string
}) {
  const text = shortHex(value, ends)
  return (
    <span className="inline-flex items-center gap-0.5 whitespace-nowrap align-baseline">
      {href ? (
        <Link href={href} title={value} className="link font-mono text-[0.8125rem]">
          {text}
        </Link>
      ) : (
        <span title={value} className="font-mono text-[0.8125rem]">
          {text}
        </span>
      )}
      <CopyButton icon text={value} label={`Copy ${what} ${text}`} />
    </span>
  )
}

export function TxLink({ hash }: { readonly hash: string }) {
  return <HashText value={hash} href={`/tx/?hash=${hash}`} what="transaction hash" />
}

export function JobLink({ jobId }: { readonly jobId: string }) {
  return <HashText value={jobId} href={`/job/?id=${jobId}`} what="job id" />
}

export function NodeLink({ nodeId }: { readonly nodeId: number }) {
  return (
    <Link href={`/node/?id=${nodeId}`} className="link whitespace-nowrap">
      node {nodeId}
    </Link>
  )
}

export function AddressText({ address }: { readonly address: string }) {
  return <HashText value={address} what="address" />
}
