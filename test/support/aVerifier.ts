import { readChainTime } from '#chain/readChainTime.ts'
import type { PromptSource, VerifierEvent, VerifierSettings } from '#verifier/verifier.ts'
import { localTerms } from '../../scripts/deploy/localTerms.ts'
import type { Devnet } from '../../scripts/devnet/startDevnet.ts'
import { type DevnetVerifier, startVerifier } from '../../scripts/devnet/startVerifier.ts'

const START_MS = 240_000
/** Nobody can come too late, however busy the machine is; what ends by time alone is passed by the test (seconds). */
const LONG = 3000
export const PATIENT_STEPS = {
  ...localTerms.steps,
  draw: LONG,
  commit: LONG,
  reveal: LONG,
  report: LONG,
  epoch: 60,
  jail: 60,
}

export type TestVerifier = DevnetVerifier & {
  readonly events: readonly VerifierEvent[]
}

/**
 * Returns a verifier in this process for which the chain's clock is moved, never waited for: however busy the machine
 * is, it comes neither too early nor too late.
 */
export async function aVerifier(
  devnet: Devnet,
  place: number,
  settings: Partial<VerifierSettings> = {},
  parts: { readonly prompts?: PromptSource } = {},
): Promise<TestVerifier> {
  const events: VerifierEvent[] = []
  const reader = await devnet.connect()
  const started = await startVerifier(devnet, place, {
    signal: AbortSignal.timeout(START_MS),
    settings,
    tell: (event) => events.push(event),
    parts: {
      waitUntil: async (time) => {
        const left = time + 1 - (await readChainTime(reader))
        if (left > 0) await passTime(devnet, left)
      },
      ...parts,
    },
  })
  return { ...started, events }
}

/** Moves the chain's clock ahead and makes a block. */
export async function passTime({ localChain }: Devnet, seconds: number): Promise<void> {
  await localChain.request('evm_increaseTime', [seconds])
  await localChain.request('evm_mine')
}
