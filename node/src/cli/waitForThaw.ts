import { setTimeout as sleep } from 'node:timers/promises'
import { WitanError } from '#protocol/errors.ts'
import type { CommandContext } from './context.ts'
import { formatDuration } from './formatDuration.ts'
import { createProgressBar } from './progress.ts'

/**
 * Shows the time until a stake has thawed and resolves then.
 *
 * @param thawsAt - Unix seconds.
 * @throws {WitanError} ABORTED on Ctrl-C; the thaw goes on without us.
 */
export async function waitForThaw({ io, output }: CommandContext, thawsAt: number): Promise<void> {
  const now = () => Math.floor(Date.now() / 1000)
  const startedAt = now()
  if (startedAt >= thawsAt) return

  const stopping = new AbortController()
  const unlisten = io.onStopSignal(() => stopping.abort())
  const bar = await createProgressBar(
    { io, output },
    { label: 'thawing', total: thawsAt - startedAt },
  )
  try {
    while (now() < thawsAt) {
      bar.update(now() - startedAt, `${formatDuration(thawsAt - now())} left`)
      await sleep(Math.min(1_000, (thawsAt - now()) * 1_000), undefined, {
        signal: stopping.signal,
      })
    }
  } catch (cause) {
    throw new WitanError('ABORTED', 'Stopped waiting; the stake thaws on without this command.', {
      cause,
    })
  } finally {
    bar.stop()
    unlisten()
  }
}
