/** A requester without manners: everything that the client would never send, it can. */

import type { Chain } from '#chain/chain.ts'
import { createSessionKey } from '#chain/createSessionKey.ts'
import { depositAndFund } from '#chain/depositAndFund.ts'
import { isWitanError } from '#protocol/errors.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import type { NodeId } from '#protocol/ids.ts'
import type { NodeMessage, TaskRequest } from '#protocol/taskMessages.ts'
import type { SignedVoucher } from '#protocol/voucher.ts'
import { type FundedJob, seconds } from '#testing/providerBench.ts'
import type { Host } from '#transport/host.ts'
import { openTaskStream } from '#transport/protocols/openTaskStream.ts'

/** Returns a job on chain for one node, with the key that signs for it. */
export async function fundRawJob(
  requester: Chain,
  { nodeId, cap = 100_000n }: { readonly nodeId: NodeId; readonly cap?: bigint },
): Promise<FundedJob> {
  const sessionKey = createSessionKey()
  const terms = {
    requester: requester.account!,
    sessionKey: sessionKey.address,
    deadline: seconds() + 3_600,
    mode: 'transit' as const,
    termsHash: keccak256Hex(crypto.getRandomValues(new Uint8Array(16))),
    allocations: [{ nodeId, cap }],
  }
  const { jobId } = await depositAndFund(requester, { amount: cap, terms })
  return { jobId, sessionKey, nodeId, index: 0 }
}

/** What came of a raw task. */
export type RawAnswer = {
  /** The node's last word: a code, or `receipt`. */
  readonly end: string
  readonly frames: number
}

/**
 * Sends a task as it is and reads to the node's last word.
 *
 * @param vouchers - Sent right after the task, unasked.
 */
export async function askRaw(
  host: Host,
  addresses: readonly string[],
  request: TaskRequest,
  vouchers: readonly SignedVoucher[] = [],
): Promise<RawAnswer> {
  let frames = 0
  let end = 'closed'
  try {
    await using stream = await openTaskStream(host, addresses)
    await stream.send({ type: 'task', request })
    for await (const message of stream.messages) {
      if (message.type === 'accepted') {
        for (const voucher of vouchers) await stream.send({ type: 'voucher', voucher })
      }
      if (message.type === 'frame') frames++
      // a task that is ended early has a receipt, and then the reason
      end = wordOf(message) ?? end
      if (message.type === 'error') break
    }
    return { end, frames }
  } catch (error) {
    return { end: isWitanError(error) ? error.code : String(error), frames }
  }
}

function wordOf(message: NodeMessage): string | undefined {
  if (message.type === 'error') return message.code
  return message.type === 'receipt' ? 'receipt' : undefined
}
