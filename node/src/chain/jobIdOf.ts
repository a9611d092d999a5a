import { type JobId, parseJobId } from '#protocol/ids.ts'
import type { JobTerms } from '#protocol/job.ts'
import { type ChainContext, jobTermsTypedData } from '#protocol/typedData.ts'
import { hashTypedData } from './hashTypedData.ts'

/** Returns the id that a job with these terms has or would have: the first 20 bytes of the terms' digest. */
export function jobIdOf(context: ChainContext, terms: JobTerms): JobId {
  return parseJobId(hashTypedData(jobTermsTypedData(context, terms)).slice(0, 42))
}
