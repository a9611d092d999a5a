/** Tells a person what happens to a job: words to stderr, the answer to stdout. */

import { describeFault } from '#client/describeFault.ts'
import type { JobEvent } from '#client/jobEvents.ts'
import { formatDollars } from '#protocol/units.ts'
import type { Output } from './output.ts'

/** Returns what tells each event; with --json every event is one line of JSON instead. */
export function createNarrator(output: Output): (event: JobEvent) => void {
  /** Task whose raw output is on the current line. */
  let streaming: string | undefined
  const note = (line: string) => {
    if (streaming !== undefined) output.note('')
    streaming = undefined
    output.note(line)
  }
  return (event) => {
    output.event(event)
    if (output.json) return
    if (event.type === 'token') {
      if (!output.interactive) return
      if (streaming !== event.taskId) note(output.paint('dim', `task ${event.taskId} writes:`))
      streaming = event.taskId
      output.progress(output.paint('dim', event.text))
      return
    }
    if (event.type === 'merged') {
      note('')
      output.write(`${event.answer}\n`)
      if (!event.complete) note(output.paint('yellow', 'Some parts have no answer.'))
      return
    }
    for (const line of linesOf(event, output)) note(line)
  }
}

/** Returns what to say of an event. */
function linesOf(
  event: Exclude<JobEvent, { type: 'token' | 'merged' }>,
  { paint, verbose }: Output,
): readonly string[] {
  switch (event.type) {
    case 'planned':
      return [
        `plan: ${event.tasks.map(({ id, role }) => `${id} ${role}`).join(', ')} (${event.reason})`,
      ]
    case 'routed':
      return [`task ${event.taskId}: ${event.reason}`]
    case 'quoted':
      return [
        `nodes: ${event.tasks.map(({ taskId, nodeId, maxCost }) => `task ${taskId} on node ${nodeId} for at most ${formatDollars(maxCost)}`).join(', ')}`,
        `price: at most ${paint('bold', formatDollars(event.required))} dollars; ${formatDollars(event.locked)} are locked, what is not used comes back`,
        `privacy: ${event.mode}. ${event.label}`,
      ]
    case 'funded':
      return [`funded: job ${event.jobId}, transaction ${event.txHash}`]
    case 'matched':
      return [`task ${event.taskId}: node ${event.nodeId} took it`]
    case 'sealed':
      return verbose ? [`task ${event.taskId}: sealed, ${event.envelopeBytes} bytes`] : []
    case 'voucher':
      return verbose
        ? [`voucher: ${formatDollars(event.total)} dollars to node ${event.nodeId}`]
        : []
    case 'raced':
      return [racedLine(event, paint)]
    case 'receipt':
      return [receiptLine(event, paint)]
    case 'answer':
      return [`task ${event.taskId}: answered by node ${event.nodeId}`]
    case 'rerouted':
      return [
        paint(
          'yellow',
          `task ${event.taskId}: node ${event.from} failed (${event.code}), node ${event.to} takes over`,
        ),
      ]
    case 'taskFailed':
      return [paint('yellow', `task ${event.taskId}: ${event.code}: ${event.message}`)]
    case 'settled':
      return settledLines(event)
    case 'failed':
      return []
  }
}

function racedLine(
  { taskId, tokens, nodeId, fault }: Extract<JobEvent, { type: 'raced' }>,
  paint: Output['paint'],
): string {
  return fault === undefined
    ? `task ${taskId}: each of ${tokens} tokens recomputed from its race`
    : paint('red', `task ${taskId}: node ${nodeId}: ${describeFault(fault)}; not paid`)
}

function receiptLine(
  { taskId, checks, receipt }: Extract<JobEvent, { type: 'receipt' }>,
  paint: Output['paint'],
): string {
  const failed = checks.filter(({ ok }) => !ok).map(({ name }) => name)
  const { nodeId, outputTokens, amount } = receipt.receipt
  const facts = `node ${nodeId}, ${outputTokens} tokens, ${formatDollars(amount)} dollars`
  return failed.length === 0
    ? `task ${taskId}: receipt verified, ${checks.length} of ${checks.length} checks (${facts})`
    : paint('red', `task ${taskId}: receipt refused, wrong ${failed.join(', ')} (${facts})`)
}

/** The bill. `paid` is what nodes got; the fee is on top of it. */
function settledLines(event: Extract<JobEvent, { type: 'settled' }>): string[] {
  const nodes = event.nodes.filter(({ vouched }) => vouched > 0n)
  const paidTo = nodes.map(({ nodeId, vouched }) => `node ${nodeId} ${formatDollars(vouched)}`)
  const refund = event.released
    ? `refunded ${formatDollars(event.refunded)}`
    : `the rest can be released from ${new Date((event.releasableAt ?? 0) * 1000).toISOString()} on`
  return [
    `cost: ${formatDollars(event.paid + event.fee)} dollars (${paidTo.join(', ') || 'nobody'}; fee ${formatDollars(event.fee)} of it), ${refund}`,
    `job ${event.jobId}, transactions ${event.txHashes.join(' ')}`,
  ]
}
