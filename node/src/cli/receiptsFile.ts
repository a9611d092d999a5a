/** Signed receipts in a file, so that others can audit the job that they belong to. */

import { readFile, writeFile } from 'node:fs/promises'
import { WitanError } from '#protocol/errors.ts'
import { type JobId, parseJobId } from '#protocol/ids.ts'
import type { SignedReceipt } from '#protocol/receipt.ts'

export type ReceiptsFile = {
  readonly jobId: JobId
  readonly receipts: readonly SignedReceipt[]
}

/** Writes receipts as JSON; amounts as integer text in micro-dollars. They hold hashes and counts, no text of the job. */
export async function writeReceipts(
  path: string,
  { jobId, receipts }: ReceiptsFile,
): Promise<void> {
  const text = JSON.stringify(
    { version: 1, jobId, receipts },
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
  try {
    const { version, jobId, receipts } = JSON.parse(await readFile(path, 'utf8'))
    if (version !== 1 || !Array.isArray(receipts)) throw new Error('shape')
    return {
      jobId: parseJobId(jobId),
      receipts: receipts.map(({ receipt, signature }) => ({
        receipt: { ...receipt, amount: BigInt(receipt.amount) },
        signature,
      })),
    }
  } catch (cause) {
    throw new WitanError('INPUT_INVALID', `${path} is not a file of receipts that ask wrote.`, {
      cause,
    })
  }
}
