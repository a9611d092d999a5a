import { join } from 'node:path'
import { readChainTime } from '#chain/readChainTime.ts'
import { readPeerKey } from '#cli/keyFiles.ts'
import { type ComposedVerifier, composeVerifier } from '#cli/verifying/composeVerifier.ts'
import { loadConfig } from '#config/loadConfig.ts'
import type { Config } from '#config/schema.ts'
import { createLogger } from '#telemetry/createLogger.ts'
import type { PromptSource, VerifierEvent, VerifierSettings } from '#verifier/verifier.ts'
import { addVerifier } from '../../scripts/devnet/addVerifier.ts'
import { PATIENT } from '../../scripts/devnet/awaitNodes.ts'
import type { Devnet } from '../../scripts/devnet/startDevnet.ts'

const START_MS = 240_000

export type TestVerifier = ComposedVerifier & {
  readonly config: Config
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
  const { folder, signer } = await addVerifier(devnet, place, AbortSignal.timeout(START_MS))
  const { config } = loadConfig({ file: join(folder.dataDir, 'config.json'), env: {} })
  const events: VerifierEvent[] = []
  const reader = await devnet.connect()
  const composed = await composeVerifier(config, {
    privateKey: signer.privateKey,
    peerKey: await readPeerKey(folder.dataDir),
    logger: createLogger({ level: 'warn', destination: folder.logFile }),
    settings,
    limits: PATIENT,
    tell: (event) => events.push(event),
    parts: {
      waitUntil: async (time) => {
        const left = time + 1 - (await readChainTime(reader))
        if (left > 0) await passTime(devnet, left)
      },
      ...parts,
    },
  })
  return { ...composed, config, events, [Symbol.asyncDispose]: composed[Symbol.asyncDispose] }
}

/** Moves the chain's clock ahead and makes a block. */
export async function passTime({ localChain }: Devnet, seconds: number): Promise<void> {
  await localChain.request('evm_increaseTime', [seconds])
  await localChain.request('evm_mine')
}
