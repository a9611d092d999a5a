import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { inspect } from 'node:util'
import { openStore } from '#store/openStore.ts'
import {
  aMathRequest,
  aProviderBench,
  aTaskOf,
  type ProviderBench,
} from '#testing/providerBench.ts'
import { converse } from '#testing/requesterDouble.ts'

const CANARY = 'canary-5e41-my-doctor-said'
const folder = mkdtempSync(join(tmpdir(), 'witan-privacy-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const sent = (_: unknown) => true

/** Everything that the main process of a node wrote or said while it served canaries, well and badly. */
async function traces(): Promise<{ readonly where: string; readonly text: string }[]> {
  const errors: unknown[] = []
  const bench = await aProviderBench({ store: openStore(join(folder, 'node.db')) })
  const impatient = await aProviderBench({
    store: openStore(join(folder, 'impatient.db')),
    limits: { voucherWaitMs: 20 },
  })
  const serve = async (
    bench: ProviderBench,
    options: Parameters<typeof converse>[3] = {},
    maxInputBytes = 1024,
  ) => {
    const job = bench.fund()
    const signed = await bench.provider.quote(aMathRequest({ maxInputBytes, maxOutputTokens: 200 }))
    const sealed = await aTaskOf(bench, job, signed, { prompt: CANARY })
    const result = await converse(bench, job, sealed, { prompt: CANARY, ...options })
    errors.push(result.error)
    return result
  }
  const { answer } = await serve(bench)
  assert.ok(answer.includes(CANARY), 'the requester itself reads the canary')
  await serve(impatient, { pays: () => false })
  await serve(bench, { pays: (_, stream) => sent(stream.send({ type: 'abort' })) })
  await serve(bench, { pays: () => sent(bench.runtime.crash()) })
  await serve(bench, {}, 5)
  const benches = [bench, impatient]
  const metrics = (await Promise.all(benches.map((each) => each.metrics.render()))).join('')
  const report = inspect(
    benches.map(({ provider }) => provider.report()),
    { depth: 9 },
  )
  for (const each of benches) await each[Symbol.asyncDispose]()

  const log = benches.flatMap((each) => each.log)
  assert.ok(log.length > 5 && errors.filter((error) => error !== undefined).length >= 3)
  return [
    { where: 'log', text: log.join('') },
    { where: 'errors', text: inspect(errors, { depth: 9, showHidden: true }) },
    { where: 'metrics', text: metrics },
    { where: 'report', text: report },
    ...readdirSync(folder).map((file) => ({
      where: file,
      text: readFileSync(join(folder, file), 'latin1'),
    })),
  ]
}

describe('the main process of a node', () => {
  it('writes nothing of a prompt to log, database, metrics, report or error', async () => {
    const written = await traces()
    assert.ok(written.some(({ where, text }) => where === 'node.db' && text.includes('tasks')))
    for (const { where, text } of written) assert.ok(!text.includes(CANARY), where)
  })

  it('would be caught by this scan if it did', () => {
    const store = openStore(join(folder, 'control.db'))
    store.meta.set('note', CANARY)
    store.close()
    assert.ok(readFileSync(join(folder, 'control.db'), 'latin1').includes(CANARY))
  })
})
