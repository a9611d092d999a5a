import { createFakeRuntime } from './fakeRuntime.ts'
import { runtimeConformance } from './runtimeConformance.ts'

runtimeConformance('createFakeRuntime', async () => {
  const runtime = createFakeRuntime({ slots: 2, maxQueued: 1 })
  return { runtime, crash: runtime.crash }
})
