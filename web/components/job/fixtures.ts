/** Events of a job as the client tells them, for tests. */

import type { JobEvent } from '#client/jobEvents.ts'
import { parseJobId, parseNodeId } from '#protocol/ids.ts'

const JOB_ID = parseJobId(`0x${'1a'.repeat(20)}`)
export const NODE_1 = parseNodeId(1)
export const NODE_2 = parseNodeId(2)
const HASH = `0x${'2b'.repeat(32)}` as const

type EventOf<T extends JobEvent['type']> = Extract<JobEvent, { type: T }>

const planned: EventOf<'planned'> = {
  type: 'planned',
  tasks: [{ id: '1', role: 'math', text: 'what is 482 + 39', dependsOn: [] }],
  reason: 'The request asks for math.',
}
const terms = { experience: 0.5, reputation: 0.8, price: 1, latency: 0.9, stake: 1, load: 1 }
const routed: EventOf<'routed'> = {
  type: 'routed',
  taskId: '1',
  role: 'math',
  ranking: [
    { nodeId: NODE_1, operator: 'a', score: 0.8, terms },
    { nodeId: NODE_2, operator: 'b', score: 0.7, terms },
  ],
  explored: false,
  reason: 'Node 1 has the best score of 2 (0.80).',
}
const quoted: EventOf<'quoted'> = {
  type: 'quoted',
  tasks: [{ taskId: '1', nodeId: NODE_1, maxCost: 300n }],
  required: 300n,
  locked: 600n,
  mode: 'transit',
  label: 'label',
}
const funded: EventOf<'funded'> = {
  type: 'funded',
  jobId: JOB_ID,
  txHash: HASH,
  locked: 600n,
  nodeIds: [NODE_1, NODE_2],
}
const sealed: EventOf<'sealed'> = {
  type: 'sealed',
  taskId: '1',
  nodeId: NODE_1,
  envelopeBytes: 1200,
  requestHash: HASH,
}
const matched: EventOf<'matched'> = { type: 'matched', taskId: '1', nodeId: NODE_1 }
const token = (text: string, tokens: number): EventOf<'token'> => ({
  type: 'token',
  taskId: '1',
  text,
  tokens,
})
const receipt = {
  type: 'receipt',
  taskId: '1',
  receipt: { receipt: { amount: 42n }, signature: HASH },
  checks: [{ name: 'amount', ok: true, expected: '42', actual: '42' }],
} as unknown as EventOf<'receipt'>
const voucher: EventOf<'voucher'> = { type: 'voucher', nodeId: NODE_1, total: 42n }
const answer: EventOf<'answer'> = {
  type: 'answer',
  taskId: '1',
  role: 'math',
  nodeId: NODE_1,
  answer: '482 + 39 = 521',
}
const merged: EventOf<'merged'> = { type: 'merged', answer: '482 + 39 = 521', complete: true }
const settled: EventOf<'settled'> = {
  type: 'settled',
  jobId: JOB_ID,
  locked: 600n,
  paid: 40n,
  fee: 2n,
  refunded: 558n,
  released: true,
  nodes: [{ nodeId: NODE_1, cap: 300n, vouched: 42n, claimed: 42n }],
  txHashes: [HASH],
}

export const EVENTS = {
  planned,
  routed,
  quoted,
  funded,
  sealed,
  matched,
  token,
  receipt,
  voucher,
  answer,
  merged,
  settled,
} as const

/** A job that goes well, in order. */
export const GOOD_JOB: readonly JobEvent[] = [
  planned,
  routed,
  quoted,
  funded,
  sealed,
  matched,
  token('482 + ', 4),
  token('39 = 521', 9),
  receipt,
  voucher,
  answer,
  merged,
  settled,
]
