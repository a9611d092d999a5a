import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createSessionKey } from '#chain/createSessionKey.ts'
import type { ComposedClient } from '#cli/composeClient.ts'
import { collectJob } from '#client/collectJob.ts'
import type { Client } from '#client/createClient.ts'
import { submitJob } from '#client/submitJob.ts'
import { isWitanError } from '#protocol/errors.ts'
import { parseNodeId, parseTaskId } from '#protocol/ids.ts'
import type { QuoteRequest, SignedQuote } from '#protocol/quote.ts'
import type { NodeMessage, TaskRequest } from '#protocol/taskMessages.ts'
import type { SignedVoucher } from '#protocol/voucher.ts'
import { aHost } from '#testing/hosts.ts'
import {
  aTaskOf,
  aVoucherOf,
  type FundedJob,
  seconds,
  signRequest,
} from '#testing/providerBench.ts'
import type { Host } from '#transport/host.ts'
import { fetchQuote } from '#transport/protocols/fetchQuote.ts'
import { fetchReceipt } from '#transport/protocols/fetchReceipt.ts'
import type { Devnet, DevnetNode } from '../../scripts/devnet/startDevnet.ts'
import { aDevnet, temporaryFolder } from '../support/aDevnet.ts'
import { aRequester } from '../support/aRequester.ts'
import { floodNode } from '../support/floodNode.ts'
import { healthOf } from '../support/healthOf.ts'
import { askRaw, fundRawJob, type RawAnswer } from '../support/rawRequester.ts'
import { slowModel } from '../support/slowModel.ts'

/** A guard against hanging; no test comes near it. */
const BOUNDED = { timeout: 300_000 }
const PROMPT = 'tell me a story'
const OTHER_NODE = parseNodeId(4_000_000)

describe('a node process', BOUNDED, () => {
  let devnet: Devnet
  let node: DevnetNode
  let requester: ComposedClient
  let host: Host

  before(async () => {
    const folder = temporaryFolder()
    const model = await slowModel(folder, 'writing')
    devnet = await aDevnet({ folder, nodes: [['writing']], models: [model] })
    node = devnet.nodes[0]!
    requester = await aRequester(devnet)
    host = await aHost({ listen: [] })
  })
  after(async () => {
    await host?.close()
    await requester?.close()
    await devnet?.stop()
  })

  const chain = () => ({ escrow: requester.chain })
  const fund = () => fundRawJob(requester.chain, { nodeId: node.nodeId })
  const ask = async (request: TaskRequest, vouchers?: readonly SignedVoucher[]) =>
    (await askRaw(host, node.addresses, request, vouchers)).end
  const quote = (changes: Partial<QuoteRequest> = {}) =>
    fetchQuote(host, node.addresses, {
      role: 'writing',
      mode: 'transit',
      maxInputBytes: 1024,
      maxOutputTokens: 32,
      ...changes,
    })
  const sendVoucher = (voucher: SignedVoucher) =>
    codeOf(fetchReceipt(host, node.addresses, { type: 'voucher', voucher }))

  it('names the model or the role that it does not serve', async () => {
    assert.equal(await codeOf(quote({ role: 'math' })), 'MODEL_UNKNOWN')
    assert.equal(await codeOf(quote({ mode: 'attested' })), 'MODE_UNSUPPORTED')
  })

  it('opens no envelope that was altered, cut, or sealed for another, and bills nothing', async () => {
    const signed = await quote()
    for (const [name, spoil] of Object.entries(SPOILED)) {
      const job = await fund()
      const { request } = await aTaskOf(chain(), job, signed, { prompt: PROMPT })
      const envelope = await spoil({ request, job, signed })
      const sent = await signRequest(requester.chain, job, { ...request, envelope })
      assert.equal(await ask(sent), 'ENVELOPE_INVALID', name)
    }
    const health = await healthOf(node, ({ running }) => running === 0)
    assert.deepEqual([health.healthy, health.vouched], [true, '0'])
  })

  async function envelopeForAnother({ job, signed }: Spoiling): Promise<Uint8Array> {
    const elsewhere = { ...job, nodeId: OTHER_NODE }
    return (await aTaskOf(chain(), elsewhere, signed, { prompt: PROMPT })).request.envelope
  }

  const SPOILED: Readonly<Record<string, (task: Spoiling) => Promise<Uint8Array> | Uint8Array>> = {
    'a flipped bit': ({ request }) =>
      request.envelope.map((byte, i) => (i === 700 ? byte ^ 1 : byte)),
    'a cut': ({ request }) => request.envelope.slice(0, -16),
    'another node': envelopeForAnother,
    'another task': async ({ job, signed }) =>
      (await aTaskOf(chain(), job, signed, { prompt: PROMPT })).request.envelope,
  }

  it('serves no task of another node, no envelope twice and none that is too large', async () => {
    const [signed, job] = [await quote(), await fund()]
    const stray = await aTaskOf(chain(), { ...job, nodeId: OTHER_NODE }, signed)
    assert.equal(await ask(stray.request), 'QUOTE_INVALID')

    const large = await aTaskOf(chain(), job, signed, { envelope: new Uint8Array(40_000) })
    assert.equal(await ask(large.request), 'ENVELOPE_TOO_LARGE')
    const larger = await aTaskOf(chain(), job, signed, { envelope: new Uint8Array(200_000) })
    assert.equal(await ask(larger.request), 'MESSAGE_TOO_LARGE')

    const { request } = await aTaskOf(chain(), job, signed, { prompt: PROMPT })
    const paid = await aVoucherOf(chain(), job, 20_000n)
    assert.equal(await ask(request, [paid]), 'receipt')
    assert.equal(await ask(request), 'TASK_DUPLICATE')
    const taskId = parseTaskId(`0x${'5a'.repeat(32)}`)
    const replayed = await signRequest(requester.chain, job, { ...request, taskId })
    assert.equal(await ask(replayed), 'ENVELOPE_REPLAYED')
  })

  it('takes no voucher of a stranger or another job, none that shrinks or overshoots', async () => {
    // longer than the credit, so that it can't end before its voucher is looked at
    const signed = await quote({ maxOutputTokens: 400 })
    const [job, other] = [await fund(), await fund()]
    const { request } = await aTaskOf(chain(), job, signed, { prompt: PROMPT })
    const stranger = await aVoucherOf(chain(), job, 9_000n, { signedBy: createSessionKey() })
    assert.equal(await ask(request, [stranger]), 'VOUCHER_INVALID')

    assert.equal(await sendVoucher(await aVoucherOf(chain(), job, 500n)), 'accepted')
    const { vouched } = await healthOf(node)
    assert.equal(await sendVoucher(stranger), 'VOUCHER_INVALID')
    assert.equal(await sendVoucher(await aVoucherOf(chain(), job, 499n)), 'VOUCHER_SHRINKS')
    assert.equal(await sendVoucher(await aVoucherOf(chain(), job, 100_001n)), 'VOUCHER_OVERSHOOTS')
    const strayed = await aVoucherOf(chain(), job, 900n, { jobId: other.jobId })
    assert.equal(await sendVoucher(strayed), 'VOUCHER_INVALID')
    assert.equal((await healthOf(node)).vouched, vouched, 'a refused voucher was stored')
  })

  it('has no receipt of a task that it never saw', async () => {
    const { jobId } = await fund()
    const taskId = parseTaskId(`0x${'77'.repeat(32)}`)
    const receipt = fetchReceipt(host, node.addresses, { type: 'receipt', jobId, taskId })
    assert.equal(await codeOf(receipt), 'RECEIPT_UNKNOWN')
  })

  it('stops at the deadline of a task that nobody pays', async () => {
    // a slow machine needs longer for its first frame; the node's patience for a voucher is longer than each step
    let answer: RawAnswer = { end: '', frames: 0 }
    for (let patience = 2; answer.frames === 0; patience += 3) {
      const [signed, job] = [await quote({ maxOutputTokens: 400 }), await fund()]
      const deadline = seconds() + patience
      const { request } = await aTaskOf(chain(), job, signed, { prompt: PROMPT, deadline })
      answer = await askRaw(host, node.addresses, request)
      assert.equal(answer.end, 'TASK_TIMEOUT')
    }
  })

  it('that answers after the deadline is paid nothing, and the job is refunded', async () => {
    const late = holdBack(requester.client)
    const job = collectJob(
      submitJob(late, {
        prompt: PROMPT,
        role: 'writing',
        maxBudget: 100_000n,
        maxOutputTokens: 32,
        deadlineSeconds: 2,
        mode: 'transit',
      }),
    )
    await assert.rejects(job, (error) => {
      assert.ok(isWitanError(error, 'TASK_TIMEOUT'), String(error))
      assert.equal(error.meta['paid'], 0n)
      assert.ok((error.meta['refunded'] as bigint) > 0n)
      return true
    })
  })

  it('serves an honest job while hostile peers flood it', async () => {
    await using flood = await floodNode(node.addresses)
    // a quick node is done before many came
    while (flood.sent() <= 200) {
      const { answer, settled } = await collectJob(
        submitJob(requester.client, {
          prompt: PROMPT,
          role: 'writing',
          maxBudget: 100_000n,
          maxOutputTokens: 64,
          mode: 'transit',
        }),
      )
      assert.ok(answer.length > 0)
      assert.equal(settled.locked, settled.paid + settled.fee + settled.refunded)
    }
    assert.equal((await healthOf(node)).healthy, true)
  })
})

type Spoiling = {
  readonly request: TaskRequest
  readonly job: FundedJob
  readonly signed: SignedQuote
}

/** Returns a client whose nodes accept tasks in time and say the rest after every deadline. */
function holdBack(client: Client): Client {
  const { transport } = client
  return {
    ...client,
    transport: {
      ...transport,
      openTaskStream: async (...args) => {
        const stream = await transport.openTaskStream(...args)
        return { ...stream, messages: afterPause(stream.messages) }
      },
    },
  }

  async function* afterPause(messages: AsyncIterable<NodeMessage>): AsyncGenerator<NodeMessage> {
    for await (const message of messages) {
      if (message.type === 'frame') await new Promise(() => {})
      yield message
    }
  }
}

async function codeOf(call: Promise<object>): Promise<string> {
  try {
    const answer = await call
    return 'type' in answer ? String(answer.type) : 'answered'
  } catch (error) {
    return isWitanError(error) ? error.code : String(error)
  }
}
