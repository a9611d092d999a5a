/** A probe bought as any requester buys an answer: a client of its own, an account of its own, a network identity of its own. */

import { addressOf } from '#chain/addressOf.ts'
import { claimCredit } from '#chain/claimCredit.ts'
import { fundAccount } from '#chain/fundAccount.ts'
import { readCredit } from '#chain/readCredit.ts'
import { readFreeBalance } from '#chain/readFreeBalance.ts'
import { readTokenBalance } from '#chain/readTokenBalance.ts'
import { withdraw } from '#chain/withdraw.ts'
import type { createClient } from '#client/createClient.ts'
import { evidenceOf } from '#client/evidenceOf.ts'
import { decodeJournal } from '#client/journal.ts'
import type { ChainPort } from '#client/ports.ts'
import { replayEvidenceOf } from '#client/replayEvidenceOf.ts'
import { submitJob } from '#client/submitJob.ts'
import { watchJob } from '#client/watchJob.ts'
import type { Config } from '#config/schema.ts'
import type { Hex } from '#protocol/bytes.ts'
import type { ErrorCode } from '#protocol/errorCodes.ts'
import { WitanError } from '#protocol/errors.ts'
import type { Address, JobId, NodeId } from '#protocol/ids.ts'
import type { ProbeOrder, Purchase } from '#verifier/verifier.ts'
import { type ComposedClient, composeClient } from '../composeClient.ts'
import { openChain } from '../openChain.ts'

export type BuyerConfig = Pick<Config, 'chain' | 'dataDir' | 'bootstrap'>
export type BuyerOptions = { readonly limits?: createClient.Options['limits'] }

/** Returns what came of a probe; what the node or the network do wrong is a code, never thrown. */
export async function buyProbe(
  config: BuyerConfig,
  order: ProbeOrder,
  { limits }: BuyerOptions = {},
): Promise<Purchase> {
  const { accountKey, nodeId, role, prompt, sessionKey, maxBudget, temperatureMilli } = order
  await using buyer = await composeClient(config, {
    privateKey: accountKey,
    wrapChain: holdRelease,
    limits,
  })
  let jobId: JobId | undefined
  let code: ErrorCode | undefined
  const other = new AbortController()
  for await (const event of submitJob(buyer.client, {
    prompt,
    role,
    // not as the only one: every other job has a node that stands by, and the chain shows it
    firstNodeId: nodeId,
    maxBudget,
    mode: 'transit',
    temperatureMilli,
    sessionKey,
    keepRequests: true,
    signal: AbortSignal.any([order.signal, other.signal]),
  })) {
    if (event.type === 'funded') jobId = event.jobId
    // what another node says is nobody's duty
    if (event.type === 'rerouted') {
      code = event.code
      other.abort(new WitanError('ABORTED', 'The node that was to be probed did not answer.'))
    } else if (event.type === 'failed' || event.type === 'taskFailed') code ??= event.code
  }
  return jobId === undefined ? { code } : await purchaseOf(buyer, { jobId, nodeId, code })
}

async function purchaseOf(
  { client, chain }: ComposedClient,
  {
    jobId,
    nodeId,
    code,
  }: {
    readonly jobId: JobId
    readonly nodeId: NodeId
    readonly code: ErrorCode | undefined
  },
): Promise<Purchase> {
  const text = await client.journal.load(jobId)
  if (text === undefined) return { jobId, code }
  const journal = decodeJournal(text)
  const provable = journal.faults?.find(({ receipt }) => receipt?.receipt.nodeId === nodeId)
  if (provable !== undefined) {
    return { jobId, code, receipt: provable.receipt, fault: evidenceOf(chain.context, provable) }
  }
  const receipt = journal.receipts.find((one) => one.receipt.nodeId === nodeId)
  if (receipt === undefined) return { jobId, code }
  return {
    jobId,
    receipt,
    replay: replayEvidenceOf(chain.context, journal, receipt.receipt.taskId),
  }
}

/** A pass counts only while the job's payment is still on the books, so nothing is released before the report. */
function holdRelease(port: ChainPort): ChainPort {
  const hold = async (): Promise<never> => {
    throw new WitanError('JOB_NOT_OPEN', 'The job of a probe is released after its report.')
  }
  return { ...port, releaseJobDone: hold, closeJob: hold }
}

/**
 * Ends the jobs of a probe's account and sends what is left of its money, rewards included, to the verifier.
 *
 * @throws {WitanError} what the chain says.
 */
export async function emptyAccount(
  config: BuyerConfig,
  probe: { readonly accountKey: Hex; readonly jobIds: readonly JobId[]; readonly to: Address },
  { limits }: BuyerOptions = {},
): Promise<void> {
  const { accountKey, jobIds } = probe
  if (jobIds.length > 0) await endJobs(config, accountKey, { jobIds, limits })
  const chain = await openChain(config, accountKey)
  const account = addressOf(accountKey)
  const free = await readFreeBalance(chain, account)
  if (free > 0n) await withdraw(chain, { amount: free })
  if ((await readCredit(chain, account)).bench > 0n) await claimCredit(chain, { of: 'bench' })
  const amount = await readTokenBalance(chain, account)
  if (amount > 0n) await fundAccount(chain, { to: probe.to, amount, coinsWei: 0n })
}

async function endJobs(
  config: BuyerConfig,
  privateKey: Hex,
  { jobIds, limits }: BuyerOptions & { readonly jobIds: readonly JobId[] },
): Promise<void> {
  await using buyer = await composeClient(config, { privateKey, limits })
  for (const jobId of jobIds) {
    for await (const event of watchJob(buyer.client, jobId)) {
      if (event.type === 'failed') throw new WitanError(event.code, event.message)
    }
  }
}
