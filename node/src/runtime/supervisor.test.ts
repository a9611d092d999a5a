import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { randomModelFile } from '#testing/randomModelFile.ts'
import { runtimeConformance } from '#testing/runtimeConformance.ts'
import { createSupervisor } from './supervisor.ts'

const folder = mkdtempSync(join(tmpdir(), 'witan-runtime-'))
after(() => rmSync(folder, { recursive: true, force: true }))

runtimeConformance('createSupervisor', async () => {
  const supervisor = createSupervisor({
    models: [
      randomModelFile(folder, { role: 'writing', framing: 'plain', seed: 1 }),
      randomModelFile(folder, { role: 'math', seed: 2 }),
    ],
    slots: 2,
    limits: { memoryMb: 1024, taskTimeoutMs: 60_000, startTimeoutMs: 240_000, maxQueued: 1 },
  })
  return { runtime: supervisor, crash: () => process.kill(supervisor.pid()!, 'SIGKILL') }
})
