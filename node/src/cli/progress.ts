/** Progress for a person: a bar on a terminal, a plain line every few seconds elsewhere, nothing with --json. */

import type { Io } from './io.ts'
import type { Output } from './output.ts'

/** How often a bar becomes a line where there is no terminal (ms): a log stays readable. */
const LINE_EVERY_MS = 5_000

export type ProgressBar = {
  readonly update: (value: number, note?: string) => void
  readonly stop: () => void
}

/** Returns a bar that counts from 0 to `total`. */
export async function createProgressBar(
  { io, output }: { io: Io; output: Output },
  { label, total }: { label: string; total: number },
): Promise<ProgressBar> {
  if (output.json) return { update: () => {}, stop: () => {} }
  if (!output.interactive) return lineProgress(output, { label, total })

  const { SingleBar } = (await import('cli-progress')).default
  const bar = new SingleBar({
    stream: io.stderr,
    format: `${label} {bar} {value}/{total} {note}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
  })
  bar.start(total, 0, { note: '' })
  return {
    update: (value, note = '') => bar.update(Math.min(value, total), { note }),
    stop: () => bar.stop(),
  }
}

function lineProgress(
  output: Output,
  { label, total }: { label: string; total: number },
): ProgressBar {
  let nextLineAtMs = 0
  return {
    update: (value, note = '') => {
      if (Date.now() < nextLineAtMs) return
      nextLineAtMs = Date.now() + LINE_EVERY_MS
      output.note(`${label}: ${value} of ${total} ${note}`.trimEnd())
    },
    stop: () => {},
  }
}
