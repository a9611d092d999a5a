/** Which tab a job runs in. The browser frees the lock when the tab goes, even when it crashes. */

import type { JobId } from '#protocol/ids.ts'

const nameOf = (jobId: JobId) => `witan.job.${jobId}`

/** Holds a job for this tab until `release`; undefined when another tab has it. */
export function holdJob(jobId: JobId): Promise<{ readonly release: () => void } | undefined> {
  return new Promise((resolve) => {
    void navigator.locks.request(nameOf(jobId), { ifAvailable: true }, async (lock) => {
      if (!lock) return resolve(undefined)
      const held = Promise.withResolvers<void>()
      resolve({ release: held.resolve })
      await held.promise
    })
  })
}

/** Returns the jobs that run in some tab of this browser. */
export async function heldJobs(): Promise<ReadonlySet<string>> {
  const { held = [] } = await navigator.locks.query()
  const prefix = nameOf('' as JobId)
  const names = held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name] : []))
  return new Set(names.map((name) => name.slice(prefix.length)))
}
