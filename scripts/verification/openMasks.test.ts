import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readManifest } from '../experts/readManifest.ts'
import { openMasks } from './openMasks.ts'
import { drawRequests, view, write } from './request.ts'
import { startEngine } from './startEngine.ts'

const RACE = { seed: new Uint8Array(32).fill(3), temperatureMilli: 1000 }

describe('openMasks', () => {
  it('makes of what a machine read the very candidates of its replay', async () => {
    const expert = (await readManifest()).find(({ role }) => role === 'tools')!
    const engine = await startEngine(expert, {})
    const mask = await openMasks(expert)
    for (const request of drawRequests('tools', 4, 20_271_101)) {
      const output = (await write(engine, request, RACE)).raced.map(({ token }) => token)
      const read = await engine.read(request.modelInput, output)
      const [made] = await mask(request, output, [read])
      assert.deepEqual(made, await view(engine, request, output))
    }
    engine.close()
  })
})
