import type { JobId, ModelId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { jobEscrow, modelRegistry } from './contracts.ts'
import { reading } from './reading.ts'

/**
 * Returns the version of a model's thresholds by which a case about an answer of this job is judged: the newest from
 * before the job was funded; zero when there was none.
 *
 * @throws {WitanError} CHAIN_UNREACHABLE.
 */
export async function readCalibrationVersion(
  chain: Chain,
  { modelId, jobId }: { readonly modelId: ModelId; readonly jobId: JobId },
): Promise<number> {
  return await reading(chain, async (reader) => {
    const { fundedAt } = await reader.readContract({
      ...jobEscrow(chain),
      functionName: 'jobOf',
      args: [jobId],
    })
    return await reader.readContract({
      ...modelRegistry(chain),
      functionName: 'calibrationBefore',
      args: [modelId, fundedAt],
    })
  })
}
