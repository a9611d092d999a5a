/** Signed receipts in a file, so that others can audit the job that they belong to. */

import { writeFile } from 'node:fs/promises'
import type { OwnTranscript } from '#client/checkTranscript.ts'
import { WitanError } from '#protocol/errors.ts'
import { type JobId, parseJobId } from '#protocol/ids.ts'
import type { SignedReceipt } from '#protocol/receipt.ts'
import { readGivenFile } from './readGivenFile.ts'

export type ReceiptsFile = {
  readonly jobId: JobId
  readonly receipts: readonly SignedReceipt[]
  /** Leaves of the answers, where the requester hands them over: with them anyone recomputes every race, and anyone with the model reads the raw answer. */
  readonly transcripts?: readonly OwnTranscript[]
}

/** Writes receipts as JSON; amounts as integer text in micro-dollars. Without transcripts they hold hashes and counts alone. */
export async function writeReceipts(
  path: string,
  { jobId, receipts, transcripts = [] }: ReceiptsFile,
): Promise<void> {
  const entries = receipts.map((signed) => {
    const found = transcripts.find(({ taskId }) => taskId === signed.receipt.taskId)
    const transcript = found && { raceSalt: found.raceSalt, leaves: found.leaves }
    return { ...signed, ...(transcript && { transcript }) }
  })
  const text = JSON.stringify(
    { version: 1, jobId, receipts: entries },
    (_, value) => (typeof value === 'bigint' ? value.toString() : value),
    2,
  )
  try {
    await writeFile(path, `${text}\n`)
  } catch (cause) {
    throw new WitanError('INPUT_INVALID', `The receipts cannot be written to ${path}.`, { cause })
  }
}

/** Returns the receipts in a file. @throws {WitanError} INPUT_INVALID when it cannot be read or is no such file. */
export async function readReceipts(path: string): Promise<ReceiptsFile> {
  const text = new TextDecoder().decode(await readGivenFile(path))
  try {
    const { version, jobId, receipts } = JSON.parse(text)
    if (version !== 1 || !Array.isArray(receipts)) throw new Error('shape')
    return {
      jobId: parseJobId(jobId),
      receipts: receipts.map(({ receipt, signature }) => ({
        receipt: { ...receipt, amount: BigInt(receipt.amount) },
        signature,
      })),
      transcripts: receipts.flatMap(({ receipt, transcript }) =>
        transcript === undefined ? [] : [{ ...transcript, taskId: receipt.taskId }],
      ),
    }
  } catch (cause) {
    throw new WitanError('INPUT_INVALID', `${path} is not a file of receipts that ask wrote.`, {
      cause,
    })
  }
}
