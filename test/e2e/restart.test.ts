import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readJobHistory } from '#chain/readJobHistory.ts'
import { readNodeAccount } from '#chain/readNodeAccount.ts'
import type { ComposedClient } from '#cli/composeClient.ts'
import type { JobEvent } from '#client/jobEvents.ts'
import { submitJob } from '#client/submitJob.ts'
import { openStore } from '#store/openStore.ts'
import type { Devnet } from '../../scripts/devnet/startDevnet.ts'
import { aDevnet, temporaryFolder } from '../support/aDevnet.ts'
import { aRequester } from '../support/aRequester.ts'
import { claimedOf } from '../support/claimedOf.ts'
import { healthOf } from '../support/healthOf.ts'
import { slowModel } from '../support/slowModel.ts'

/** A guard against hanging; no test comes near it. */
const BOUNDED = { timeout: 300_000 }

describe('a node that is killed while it holds unsettled vouchers', () => {
  let devnet: Devnet
  let requester: ComposedClient

  before(async () => {
    const folder = temporaryFolder()
    const model = await slowModel(folder, 'writing')
    devnet = await aDevnet({ folder, nodes: [['writing']], models: [model] })
    requester = await aRequester(devnet)
  })
  after(async () => {
    await requester?.close()
    await devnet?.stop()
  })

  it('settles them when it starts again, with no help of the client', BOUNDED, async () => {
    const [node] = devnet.nodes
    assert.ok(node)
    const { nodeId } = node
    const events: JobEvent[] = []
    for await (const event of submitJob(requester.client, {
      prompt: 'tell me a long story',
      role: 'writing',
      maxBudget: 200_000n,
      maxOutputTokens: 400,
      mode: 'transit',
    })) {
      events.push(event)
      // it delivers 64 tokens ahead of what it was paid for: by the sixth, for 96 tokens, it has one for certain
      if (vouchersIn(events).length === 6) await node.process.stop('SIGKILL')
    }
    const funded = events.find(({ type }) => type === 'funded')
    assert.ok(funded?.type === 'funded')
    const { jobId } = funded
    // the client is out of the way before the node comes back
    await requester.close()
    assert.equal(await claimedOf(requester.chain, { jobId, nodeId }), 0n)
    const held = heldIn(node.folder.dataDir)
    assert.ok(vouchersIn(events).includes(held) && held > 0n, `${held} is none of the client's`)

    await devnet.restart(node)
    await healthOf(node, ({ settled }) => settled === String(held))

    assert.equal(await claimedOf(requester.chain, { jobId, nodeId }), held)
    const { owed, feesPaid } = await readNodeAccount(requester.chain, nodeId)
    assert.equal(owed + feesPaid, held)
    const history = await readJobHistory(requester.chain, jobId)
    const settlers = history.flatMap((event) => (event.type === 'settled' ? [event.by] : []))
    assert.deepEqual(settlers, [node.signer.address.toLowerCase()])
  })
})

function vouchersIn(events: readonly JobEvent[]): readonly bigint[] {
  return events.flatMap((event) => (event.type === 'voucher' ? [event.total] : []))
}

/** Returns the total of the one voucher that a stopped node holds, micro-dollars. */
function heldIn(dataDir: string): bigint {
  using store = openStore(`${dataDir}/node.db`)
  return store.vouchers.unsettled()[0]?.signed.voucher.total ?? 0n
}
