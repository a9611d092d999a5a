import type { MarketEntry } from '#chain/marketEvents.ts'
import { unpackHead } from '#chain/voucherHead.ts'

/** Whom an event is about. */
export type EventSubjects = {
  readonly jobIds: readonly string[]
  readonly nodeIds: readonly number[]
  readonly accounts: readonly string[]
  /** Tasks, receipts, models, evidence: whatever is named by 32 bytes. */
  readonly hashes: readonly string[]
  readonly caseId: bigint | undefined
}

const ADDRESS = /^0x[0-9a-f]{40}$/
const HASH = /^0x[0-9a-f]{64}$/
const ZERO = `0x${'0'.repeat(40)}`

/** Returns what an event names, each once, in the order of its mention. */
export function eventSubjects({ args }: MarketEntry): EventSubjects {
  const jobIds = new Set<string>()
  const nodeIds = new Set<number>()
  const accounts = new Set<string>()
  const hashes = new Set<string>()
  const head = (word: unknown) => {
    if (typeof word !== 'bigint') return
    const { jobId, nodeId } = unpackHead(word)
    jobIds.add(jobId)
    if (nodeId > 0) nodeIds.add(nodeId)
  }
  const visit = (key: string, value: unknown): void => {
    if (key === 'jobId') jobIds.add(String(value))
    else if (key === 'nodeId' || key === 'verifierId') nodeIds.add(Number(value))
    else if (key === 'nodeIds' || key === 'jurors')
      for (const id of value as readonly number[]) nodeIds.add(id)
    else if (key === 'head') head(value)
    else if (key === 'rows') for (const row of value as readonly bigint[]) head(row)
    else if (Array.isArray(value)) for (const part of value) visit('', part)
    else if (typeof value === 'object' && value !== null) visitAll(value)
    else if (typeof value !== 'string') return
    else if (HASH.test(value)) hashes.add(value)
    else if (ADDRESS.test(value) && value !== ZERO) accounts.add(value)
  }
  const visitAll = (values: object) => {
    for (const [key, value] of Object.entries(values)) visit(key, value)
  }
  visitAll(args)
  return {
    jobIds: [...jobIds],
    nodeIds: [...nodeIds],
    accounts: [...accounts],
    hashes: [...hashes],
    caseId: 'caseId' in args ? args.caseId : undefined,
  }
}
