/** Puts the experts that come with the program into the registry of models, as their publisher would. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Chain } from '#chain/chain.ts'
import { mintTestDollars } from '#chain/mintTestDollars.ts'
import { publishCalibration } from '#chain/publishCalibration.ts'
import { registerModel } from '#chain/registerModel.ts'
import { engineProfileIdOf } from '#protocol/model.ts'
import { parseDollars } from '#protocol/units.ts'
import { encodeThresholds } from '#verification/thresholds.ts'
import { decodeGguf } from '../experts/decodeGguf.ts'
import { EXPERTS_FOLDER } from '../experts/paths.ts'
import { readManifest } from '../experts/readManifest.ts'
import { readCalibrations } from '../verification/calibrationFile.ts'

/** Far above the fees of seven models. */
const DOLLARS_FOR_FEES = '100'

/**
 * Registers every shipped expert with its role and context, and publishes what it is calibrated to.
 *
 * @throws {WitanError} what registerModel and publishCalibration throw.
 */
export async function registerShippedModels(chain: Chain): Promise<void> {
  await mintTestDollars(chain, { amount: parseDollars(DOLLARS_FOR_FEES) })
  const calibrations = await readCalibrations()
  for (const entry of await readManifest()) {
    const { role, contextTokens, licence, tokenizerSha256, chatTemplateSha256 } = entry
    const { metadata } = decodeGguf(await readFile(join(EXPERTS_FOLDER, entry.file)))
    await registerModel(chain, {
      parts: {
        ggufSha256: entry.sha256,
        tokenizerSha256,
        chatTemplateSha256,
        engineProfileId: engineProfileIdOf(entry.engineProfile),
      },
      roles: [role],
      contextTokens,
      stopTokens: [metadata['tokenizer.ggml.eos_token_id']!.value as number],
      licence,
    })
    // thresholds of another file would be wrong for this one
    const found = calibrations.find(({ sha256 }) => sha256 === entry.sha256)
    if (found === undefined) continue
    const { setHash, tokens } = found.thresholds.calibration
    await publishCalibration(chain, {
      modelId: entry.modelId,
      calibrationSetHash: setHash,
      tokens,
      thresholds: encodeThresholds(found.thresholds),
    })
  }
}
