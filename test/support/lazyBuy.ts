/** A verifier that pays for whatever it is given and looks at nothing. */

import { depositAndFund } from '#chain/depositAndFund.ts'
import { readNode } from '#chain/readNode.ts'
import { signTypedData } from '#chain/signTypedData.ts'
import { composeClient } from '#cli/composeClient.ts'
import { findTrustedRecord } from '#client/findNodes.ts'
import type { FoundFault } from '#client/journal.ts'
import type { Config } from '#config/schema.ts'
import { toHex, utf8 } from '#protocol/bytes.ts'
import { decodeFrame } from '#protocol/frame.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import { type JobId, parseTaskId } from '#protocol/ids.ts'
import { encodeRaceLeaf } from '#protocol/raceLeaf.ts'
import type { SignedReceipt } from '#protocol/receipt.ts'
import { encodeRequestPayload } from '#protocol/requestPayload.ts'
import {
  doneRequestTypedData,
  taskRequestTypedData,
  voucherTypedData,
} from '#protocol/typedData.ts'
import { sealRequest } from '#sealing/sealRequest.ts'
import { fetchQuote } from '#transport/protocols/fetchQuote.ts'
import { fetchReceipt } from '#transport/protocols/fetchReceipt.ts'
import { openTaskStream } from '#transport/protocols/openTaskStream.ts'
import type { ProbeOrder } from '#verifier/verifier.ts'
import { PATIENT } from '../../scripts/devnet/awaitNodes.ts'

export type LazyPurchase = {
  readonly jobId: JobId
  readonly receipt: SignedReceipt
  /** What the node's owner knows of its own answer, and so can show. */
  readonly answer: Pick<FoundFault, 'taskId' | 'raceSalt' | 'leaves'>
}

/** Returns what came of a probe that was paid in full, its payment on the chain's books. */
export async function lazyBuy(config: Config, order: ProbeOrder): Promise<LazyPurchase> {
  const { accountKey, nodeId, role, prompt, sessionKey, maxBudget, signal } = order
  await using buyer = await composeClient(config, { privateKey: accountKey, limits: PATIENT })
  const { chain, client, host } = buyer
  const node = (await readNode(chain, nodeId))!
  const { addresses } = (await findTrustedRecord(client, node, signal)).record
  const wish = { role, mode: 'transit', maxInputBytes: 1024, maxOutputTokens: 64 } as const
  const quote = await fetchQuote(host, addresses, wish, { signal })
  const deadline = client.clock.nowSeconds() + 500
  const terms = {
    requester: chain.account!,
    sessionKey: sessionKey.address,
    deadline: deadline + 3000,
    mode: 'transit' as const,
    termsHash: keccak256Hex(utf8(prompt)),
    allocations: [{ nodeId, cap: maxBudget }],
  }
  const { jobId } = await depositAndFund(chain, { amount: maxBudget, terms })

  const taskId = parseTaskId(toHex(crypto.getRandomValues(new Uint8Array(32))))
  const raceSalt = crypto.getRandomValues(new Uint8Array(32))
  const { chainId, escrow } = chain.context
  const { mode, modelId, sealingKey, maxOutputTokens, quoteId } = quote.quote
  const named = { jobId, taskId, nodeId, deadline }
  const messages = [{ speaker: 'user' as const, content: prompt }]
  const { envelope, opener } = sealRequest(
    { ...named, chainId, escrow, mode, modelId, sealingKey, maxOutputTokens },
    encodeRequestPayload({ messages, maxOutputTokens, raceSalt, temperatureMilli: 0 }),
  )
  const envelopeHash = keccak256Hex(envelope)
  const asked = { ...named, index: 0 }
  const signature = await signTypedData(
    sessionKey.privateKey,
    taskRequestTypedData(chain.context, { ...asked, quoteId, envelopeHash }),
  )
  const leaves: `0x${string}`[] = []
  let receipt: SignedReceipt | undefined
  await using stream = await openTaskStream(host, addresses, { signal })
  await stream.send({
    type: 'task',
    request: { ...asked, sessionKey: sessionKey.address, quote, envelope, signature },
  })
  for await (const message of stream.messages) {
    if (message.type === 'frame') {
      for (const raced of decodeFrame(opener.open(message.sealed).frame).tokens)
        leaves.push(toHex(encodeRaceLeaf({ ...raced, position: leaves.length })))
    }
    if (message.type === 'receipt') receipt = message.receipt
    if (message.type === 'receipt' || message.type === 'error') break
  }
  const voucher = { jobId, nodeId, index: 0, total: receipt!.receipt.amount }
  const paid = await signTypedData(sessionKey.privateKey, voucherTypedData(chain.context, voucher))
  const addressed = { signal }
  await fetchReceipt(
    host,
    addresses,
    { type: 'voucher', voucher: { voucher, signature: paid } },
    addressed,
  )
  await awaitSettled(host, addresses, {
    jobId,
    sessionKey: sessionKey.address,
    signature: await signTypedData(
      sessionKey.privateKey,
      doneRequestTypedData(chain.context, { jobId, nodeId }),
    ),
  })
  return { jobId, receipt: receipt!, answer: { taskId, raceSalt: toHex(raceSalt), leaves } }
}

/** The node signs Done once it has handed its voucher in. */
async function awaitSettled(
  host: Parameters<typeof fetchReceipt>[0],
  addresses: readonly string[],
  done: Pick<
    Extract<Parameters<typeof fetchReceipt>[2], { type: 'done' }>,
    'jobId' | 'sessionKey' | 'signature'
  >,
): Promise<void> {
  for (;;) {
    try {
      await fetchReceipt(host, addresses, { type: 'done', index: 0, ...done })
      return
    } catch (error) {
      if ((error as { code?: string }).code !== 'NOT_SETTLED') throw error
    }
  }
}
