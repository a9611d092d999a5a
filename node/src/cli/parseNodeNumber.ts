import { WitanError } from '#protocol/errors.ts'
import { type NodeId, parseNodeId } from '#protocol/ids.ts'

/** Returns the number of a node that somebody typed. @throws {WitanError} INPUT_INVALID when it is none. */
export function parseNodeNumber(text: string): NodeId {
  if (!/^[1-9]\d{0,9}$/.test(text)) {
    throw new WitanError('INPUT_INVALID', 'The number of a node is a positive whole number.')
  }
  return parseNodeId(Number(text))
}
