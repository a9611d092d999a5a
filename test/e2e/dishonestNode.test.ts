/** From a lie to its price: the client that is lied to finds it, one command has the node punished, nobody picks it again. */

import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { readConvictions } from '#chain/readConvictions.ts'
import { readStake } from '#chain/readStake.ts'
import type { ComposedClient } from '#cli/composeClient.ts'
import { evidenceOf } from '#client/evidenceOf.ts'
import type { JobEvent } from '#client/jobEvents.ts'
import { decodeJournal } from '#client/journal.ts'
import { submitJob } from '#client/submitJob.ts'
import { encodeEvidence } from '#verification/evidence.ts'
import { writeRequesterFolder } from '../../scripts/devnet/requesterFolder.ts'
import { runCli } from '../../scripts/devnet/runCli.ts'
import type { Devnet, DevnetNode } from '../../scripts/devnet/startDevnet.ts'
import { aDevnet } from '../support/aDevnet.ts'
import { aRequester } from '../support/aRequester.ts'

/** A guard against hanging; no test comes near it. */
const BOUNDED = { timeout: 300_000 }
/** A request in which the model has a choice: a lie needs one. */
const PROMPT = 'Anna has 412 apples. She buys 129 more. How many apples are there now?'

describe('a node whose token lost its race', () => {
  let devnet: Devnet
  let liar: DevnetNode
  let honest: DevnetNode
  let requester: ComposedClient
  let file: string

  before(async () => {
    devnet = await aDevnet({ nodes: [['math'], ['math']], lies: [{ name: 'lostRace' }] })
    ;[liar, honest] = devnet.nodes as [DevnetNode, DevnetNode]
    requester = await aRequester(devnet)
  })
  after(async () => {
    await requester?.close()
    await devnet?.stop()
  })

  const ask = async () => {
    // the best node serves, never a drawn one
    const client = { ...requester.client, random: () => 0.99 }
    const request = { prompt: PROMPT, mode: 'transit', maxBudget: 200_000n } as const
    const events: JobEvent[] = []
    for await (const event of submitJob(client, request)) events.push(event)
    return events
  }
  const find = <type extends JobEvent['type']>(events: readonly JobEvent[], type: type) =>
    events.find((event) => event.type === type) as Extract<JobEvent, { type: type }> | undefined
  const cli = async (...args: string[]) => {
    const { dataDir, passwordFile } = await writeRequesterFolder(devnet)
    return await runCli([...args, '--data-dir', dataDir, '--password-file', passwordFile], {})
  }

  it('is found out while it streams, and another one answers', BOUNDED, async () => {
    // a queue before the honest node, so that the liar is the better choice
    const queue = Array.from({ length: 50 }, () => requester.client.nodeBook.expect(honest.nodeId))
    const events = await ask()
    for (const leave of queue) leave()

    const raced = find(events, 'raced')
    assert.equal(raced?.nodeId, liar.nodeId, events.map(({ type }) => type).join(' '))
    assert.equal(raced.fault?.kind, 'race')
    assert.equal(find(events, 'rerouted')?.code, 'TRANSCRIPT_INVALID')
    assert.equal(find(events, 'answer')?.nodeId, honest.nodeId)
    assert.match(find(events, 'merged')?.answer ?? '', /541/)

    const { jobId } = find(events, 'funded')!
    const { faults } = decodeJournal((await requester.client.journal.load(jobId))!)
    const evidence = evidenceOf(requester.chain.context, faults![0]!)!
    file = join(devnet.folder, 'evidence.cbor')
    await writeFile(file, encodeEvidence(evidence).bytes)
  })

  it('loses half of its stake, its freedom and its weight by one command', BOUNDED, async () => {
    const trial = await cli('prove', file, '--dry-run')
    assert.equal((await readStake(requester.chain, liar.nodeId)).jailedUntil, 0)
    const proven = await cli('prove', file)

    assert.equal(trial['dryRun'], true)
    assert.equal(proven['fault'], 'race')
    const stake = await readStake(requester.chain, liar.nodeId)
    assert.equal(stake.active, 50_000_000n)
    assert.ok(stake.jailedUntil > 0)
    const { nodeId, weight, jailed } = {
      nodeId: proven['nodeId'],
      ...(proven['after'] as Standing),
    }
    assert.deepEqual([nodeId, weight.microDollars, jailed], [liar.nodeId, '0', true])
    assert.equal((await readConvictions(requester.chain)).length, 1)
    await assert.rejects(cli('prove', file), /punished for task/)
  })

  it('stands in the list of the court with its record', BOUNDED, async () => {
    const listed = await cli('court', '--node', String(liar.nodeId))
    const clean = await cli('court', '--node', String(honest.nodeId))

    const [conviction] = listed['convictions'] as { nodeId: number; fault: string }[]
    assert.deepEqual([conviction?.nodeId, conviction?.fault], [liar.nodeId, 'race'])
    assert.deepEqual(clean['convictions'], [])
  })

  it('is not picked any more', BOUNDED, async () => {
    const events = await ask()

    const { ranking } = find(events, 'routed')!
    assert.deepEqual(
      ranking.map(({ nodeId }) => nodeId),
      [honest.nodeId],
    )
    assert.match(find(events, 'merged')?.answer ?? '', /541/)
  })
})

type Standing = { readonly weight: { readonly microDollars: string }; readonly jailed: boolean }
