import { setTimeout as wait } from 'node:timers/promises'
import { createSupervisor, type Supervisor } from '#runtime/supervisor.ts'
import { sodiumReady } from '#sealing/sodium.ts'
import { aSealedTask, openRun } from '#testing/sealedTask.ts'
import type { ServableModel } from './loadServedModel.ts'

/** What it costs to serve one expert. */
export type Serving = {
  /** From the fork of the runtime process until it serves, the program and the engine included (ms). */
  readonly loadMs: number
  /** Resident memory of that process after it has answered (MB, millions of bytes). */
  readonly residentMb: number
}

/** Starts measured; the fastest counts, since other programs on the machine can only add time. */
const STARTS = 3

/** Largest resident memory before the process is ended (MiB): far above what is promised, to see the truth. */
const MEMORY_LIMIT = 1_024

const HEARTBEAT_MS = 100

/**
 * Returns the cost of serving one expert, measured on the very process that a node forks for it: sealed
 * requests in, sealed answers out. The process that asks is not counted.
 *
 * @param model - The model file.
 * @param prompts - Requests that the expert can serve; all are answered before the memory is read.
 */
export async function measureServing(
  model: ServableModel,
  prompts: readonly string[],
): Promise<Serving> {
  await sodiumReady()
  let loadMs = Number.POSITIVE_INFINITY
  for (let start = 1; start < STARTS; start++) {
    const { supervisor, ms } = await startRuntime(model)
    loadMs = Math.min(loadMs, ms)
    await supervisor.close()
  }
  const { supervisor, ms } = await startRuntime(model)
  try {
    for (const prompt of prompts) await answer(supervisor, model, prompt)
    // what is asked for now is told within one heartbeat
    await wait(3 * HEARTBEAT_MS)
    const bytes = supervisor.memoryBytes()
    if (bytes === undefined) throw new Error('The runtime did not say how much memory it uses.')
    return { loadMs: Math.round(Math.min(loadMs, ms)), residentMb: Math.round(bytes / 1e6) }
  } finally {
    await supervisor.close()
  }
}

async function startRuntime(model: ServableModel): Promise<{ supervisor: Supervisor; ms: number }> {
  const began = performance.now()
  const supervisor = createSupervisor({
    models: [model],
    slots: 1,
    limits: { memoryMb: MEMORY_LIMIT, taskTimeoutMs: 60_000, startTimeoutMs: 120_000 },
    heartbeatMs: HEARTBEAT_MS,
  })
  await supervisor.ready()
  return { supervisor, ms: performance.now() - began }
}

async function answer(
  supervisor: Supervisor,
  { role }: ServableModel,
  prompt: string,
): Promise<void> {
  const { task, opener } = aSealedTask(supervisor, { role, prompt })
  await openRun(supervisor.run(task, { signal: new AbortController().signal }), opener)
}
