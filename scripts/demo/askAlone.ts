import type { Client } from '#client/createClient.ts'
import { decodeJournal, type Journal } from '#client/journal.ts'
import { submitJob } from '#client/submitJob.ts'
import type { JobId, NodeId } from '#protocol/ids.ts'
import type { Role } from '#protocol/role.ts'

/** Most that one question may lock, micro-dollars. */
const BUDGET = 100_000n

/**
 * Asks one node alone, as somebody does who has a reason to check it, and returns what the requester keeps of it.
 *
 * @throws Error when nothing was asked.
 */
export async function askAlone(
  client: Client,
  wish: {
    readonly prompt: string
    readonly role: Role
    readonly nodeId: NodeId
    readonly signal: AbortSignal
  },
): Promise<Journal> {
  const { nodeId, ...request } = wish
  const events = submitJob(client, {
    ...request,
    nodeIds: [nodeId],
    maxBudget: BUDGET,
    mode: 'transit',
    keepRequests: true,
  })
  let jobId: JobId | undefined
  let failure = ''
  for await (const event of events) {
    if (event.type === 'funded') jobId = event.jobId
    if (event.type === 'failed') failure = event.message
  }
  if (jobId === undefined) throw new Error(`Node ${nodeId} was not asked. ${failure}`)
  return decodeJournal((await client.journal.load(jobId))!)
}
