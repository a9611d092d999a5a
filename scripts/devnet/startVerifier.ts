import { join } from 'node:path'
import { readPeerKey } from '#cli/keyFiles.ts'
import {
  type ComposedVerifier,
  type ComposeVerifierOptions,
  composeVerifier,
} from '#cli/verifying/composeVerifier.ts'
import { loadConfig } from '#config/loadConfig.ts'
import type { Config } from '#config/schema.ts'
import { createLogger } from '#telemetry/createLogger.ts'
import { addVerifier } from './addVerifier.ts'
import { PATIENT } from './awaitNodes.ts'
import type { Devnet } from './startDevnet.ts'

/** A verifier, and the configuration of its data folder. */
export type DevnetVerifier = ComposedVerifier & { readonly config: Config }

/**
 * Returns a listed verifier that runs in this process and does what it is told: what `witan verify` runs, without its
 * loop.
 *
 * @param place - Which verifier of the devnet, from 0.
 */
export async function startVerifier(
  devnet: Devnet,
  place: number,
  { signal, ...options }: startVerifier.Options,
): Promise<DevnetVerifier> {
  const { folder, signer } = await addVerifier(devnet, place, signal)
  const { config } = loadConfig({ file: join(folder.dataDir, 'config.json'), env: {} })
  const composed = await composeVerifier(config, {
    privateKey: signer.privateKey,
    peerKey: await readPeerKey(folder.dataDir),
    logger: createLogger({ level: 'warn', destination: folder.logFile }),
    limits: PATIENT,
    ...options,
    // nobody there looks at payers, and epochs are over in seconds
    settings: { horizon: 1, decoys: 0, ...options.settings },
  })
  return { ...composed, config }
}

export declare namespace startVerifier {
  type Options = Pick<ComposeVerifierOptions, 'settings' | 'tell' | 'parts'> & {
    readonly signal: AbortSignal
  }
}
