import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Devnet, startDevnet } from '../../scripts/devnet/startDevnet.ts'

/** Longest start of a whole devnet on a loaded machine (ms). */
const START_TIMEOUT_MS = 300_000

/** Returns a devnet in a temporary folder, which goes with it. */
export async function aDevnet(
  options: Pick<
    startDevnet.Options,
    'nodes' | 'models' | 'lies' | 'settings' | 'tapped' | 'terms'
  > & {
    /** @default a fresh temporary one */
    readonly folder?: string
  },
): Promise<Devnet> {
  const { folder = temporaryFolder(), ...rest } = options
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    const devnet = await startDevnet({
      ...rest,
      folder,
      signal: AbortSignal.timeout(START_TIMEOUT_MS),
    })
    const stop = async () => {
      await devnet.stop()
      remove()
    }
    return { ...devnet, stop, [Symbol.asyncDispose]: stop }
  } catch (error) {
    remove()
    throw error
  }
}

/** Returns the path of a fresh temporary folder. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'witan-test-'))
}
