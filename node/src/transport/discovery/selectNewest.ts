import { decodeMessage } from '#protocol/codec.ts'
import { MAX_CONTROL_MESSAGE_BYTES } from '#protocol/limits.ts'
import { signedNodeRecordSchema } from '#protocol/nodeRecord.ts'

/** Returns the position of the record that was issued last, among values that were accepted one by one. */
export function selectNewest(values: readonly Uint8Array[]): number {
  const times = values.map(
    (value) =>
      decodeMessage(signedNodeRecordSchema, value, MAX_CONTROL_MESSAGE_BYTES).record.issuedAt,
  )
  return times.indexOf(Math.max(...times))
}
