/** A requester that lost an answer gets it from the chain: the node hands its sealed frames out, and nobody else can open them. */

import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { composeClient } from '#cli/composeClient.ts'
import type { JobEvent } from '#client/jobEvents.ts'
import { submitJob } from '#client/submitJob.ts'
import { loadConfig } from '#config/loadConfig.ts'
import { localTerms } from '../../scripts/deploy/localTerms.ts'
import { awaitNodes, PATIENT } from '../../scripts/devnet/awaitNodes.ts'
import { writeRequesterFolder } from '../../scripts/devnet/requesterFolder.ts'
import { runCli } from '../../scripts/devnet/runCli.ts'
import type { Devnet } from '../../scripts/devnet/startDevnet.ts'
import { aDevnet } from '../support/aDevnet.ts'

/** A guard against hanging; no test comes near it. */
const BOUNDED = { timeout: 300_000 }

describe('a demand for an answer', () => {
  let devnet: Devnet

  before(async () => {
    // the node has all the time that a busy machine may need
    devnet = await aDevnet({
      nodes: [['math']],
      terms: { steps: { ...localTerms.steps, data: 3000 } },
    })
  })
  after(() => devnet?.stop())

  it('is answered by the node, and opened by its requester alone', BOUNDED, async () => {
    const { dataDir, passwordFile } = await writeRequesterFolder(devnet)
    const { config } = loadConfig({ file: join(dataDir, 'config.json'), env: {} })
    const { privateKey } = devnet.requesters[0]!
    const events: JobEvent[] = []
    {
      await using buyer = await composeClient(config, { privateKey, limits: PATIENT })
      await awaitNodes(buyer.client, AbortSignal.timeout(BOUNDED.timeout))
      const request = { prompt: 'what is 482 + 39', role: 'math', mode: 'transit' } as const
      const kept = { ...request, maxBudget: 200_000n, keepRequests: true }
      for await (const event of submitJob(buyer.client, kept)) events.push(event)
    }
    const received = events.find((event) => event.type === 'receipt')
    const { taskId } = received!.receipt.receipt
    const flags = ['--data-dir', dataDir, '--password-file', passwordFile]

    const trial = await runCli(['challenge', taskId, '--dry-run', ...flags], {})
    assert.equal(trial['dryRun'], true)
    const shown = await runCli(['challenge', taskId, ...flags], {})
    assert.equal(shown['outcome'], 'answered')
    assert.match(String(shown['answer']), /521/)
    // asked again, the answer is there already
    assert.equal((await runCli(['challenge', taskId, ...flags], {}))['outcome'], 'answered')
    const unknown = `0x${'00'.repeat(32)}`
    await assert.rejects(runCli(['challenge', unknown, ...flags], {}), /has a receipt/)
  })
})
