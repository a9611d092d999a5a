/** A bar for each step of a job on a model file. */

import type { JobProgress, JobStage } from '#runtime/models/modelJob.ts'
import type { CommandContext } from './context.ts'
import { formatDuration } from './formatDuration.ts'
import { createProgressBar, type ProgressBar } from './progress.ts'

const MIB = 2 ** 20

type Scale = { readonly label: string; readonly unit: number }

/** What is counted: MiB of a file, or seconds. */
const SCALES: Readonly<Record<JobStage, Scale>> = {
  downloading: { label: 'downloading (MiB)', unit: MIB },
  checking: { label: 'checking (MiB)', unit: MIB },
  loading: { label: 'loading', unit: 1 },
  measuring: { label: 'measuring (s)', unit: 1000 },
}

export type ShownProgress = {
  readonly show: (progress: JobProgress) => void
  readonly stop: () => Promise<void>
}

/** Returns a progress that shows one step after the other. */
export function createJobProgress({
  io,
  output,
}: Pick<CommandContext, 'io' | 'output'>): ShownProgress {
  let stage: JobStage | undefined
  let bar: Promise<ProgressBar> | undefined
  let startedAtMs = 0
  let startedAt = 0

  async function next(before: typeof bar, { stage, total }: JobProgress): Promise<ProgressBar> {
    ;(await before)?.stop()
    const { label, unit } = SCALES[stage]
    return await createProgressBar({ io, output }, { label, total: Math.ceil(total / unit) })
  }

  function show(progress: JobProgress): void {
    const { done, total } = progress
    if (progress.stage !== stage) {
      stage = progress.stage
      startedAtMs = performance.now()
      startedAt = done
      bar = next(bar, progress)
    }
    const { unit } = SCALES[progress.stage]
    const seconds = (performance.now() - startedAtMs) / 1000
    const rate = (done - startedAt) / seconds
    const isFile = unit === MIB && rate > 0 && done < total
    const note = isFile
      ? `${(rate / MIB).toFixed(1)} MiB/s, ${formatDuration(Math.ceil((total - done) / rate))} left`
      : ''
    void bar?.then(({ update }) => update(Math.floor(done / unit), note))
  }

  return { show, stop: async () => (await bar)?.stop() }
}
