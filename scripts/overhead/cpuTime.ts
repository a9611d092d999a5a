import { readdirSync, readFileSync } from 'node:fs'

/** Returns the processor time of processes so far, all their threads together (ms). */
export function cpuTimeMs(pids: readonly number[]): number {
  let nanoseconds = 0
  for (const pid of pids) {
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      // the status page counts in hundredths of a second, which is too coarse here
      const [running] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')
      nanoseconds += Number(running)
    }
  }
  return nanoseconds / 1e6
}
