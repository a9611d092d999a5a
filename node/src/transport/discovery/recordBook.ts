/** Which node records a host accepts, from whom and for how long. */

import { fromUtf8, utf8 } from '#protocol/bytes.ts'
import { decodeMessage, encodeMessage } from '#protocol/codec.ts'
import { WitanError } from '#protocol/errors.ts'
import { type Address, type NodeId, parseNodeId } from '#protocol/ids.ts'
import {
  CLOCK_SKEW_SECONDS,
  MAX_CONTROL_MESSAGE_BYTES,
  RECORD_TTL_SECONDS,
} from '#protocol/limits.ts'
import { type SignedNodeRecord, signedNodeRecordSchema } from '#protocol/nodeRecord.ts'

export type RecordBook = {
  /** Returns the DHT key of a node's record: /witan/<chainId>/<registry>/<nodeId>. */
  readonly keyOf: (nodeId: NodeId) => Uint8Array
  /** Returns the record in stored bytes. @throws {WitanError} for anything that must not be stored, served or used. */
  readonly accept: (key: Uint8Array, value: Uint8Array) => Promise<SignedNodeRecord>
  /** Returns the bytes to store. */
  readonly encode: (record: SignedNodeRecord) => Uint8Array
}

export type RecordBookOptions = {
  readonly chainId: number
  readonly registry: Address
  /** Returns whether the on-chain signer of the node signed this record for its peer id. */
  readonly verifyRecord: (record: SignedNodeRecord) => Promise<boolean>
  /** Unix seconds. @default the system's clock */
  readonly now?: () => number
}

/** Returns the rules of one deployment; cheap checks come first, so that a stranger can't make us ask the chain. */
export function createRecordBook(options: RecordBookOptions): RecordBook {
  const { chainId, registry, verifyRecord, now = unixSeconds } = options
  const prefix = `/${RECORD_NAMESPACE}/${chainId}/${registry.toLowerCase()}/`
  /** Newest valid record per node: it only gains entries that a registered signer signed. */
  const newest = new Map<NodeId, number>()

  const accept = async (key: Uint8Array, value: Uint8Array): Promise<SignedNodeRecord> => {
    const nodeId = parseKey(key, prefix)
    const signed = decodeMessage(signedNodeRecordSchema, value, MAX_CONTROL_MESSAGE_BYTES)
    assertCurrent(signed, nodeId, now())
    if (signed.record.issuedAt < (newest.get(nodeId) ?? 0)) {
      throw refused('a newer record of the node is known')
    }
    if (!(await verifyRecord(signed))) {
      throw new WitanError('SIGNATURE_INVALID', 'A node record is not signed by its node.', {
        meta: { nodeId },
      })
    }
    newest.set(nodeId, Math.max(signed.record.issuedAt, newest.get(nodeId) ?? 0))
    return signed
  }
  return {
    keyOf: (nodeId) => utf8(`${prefix}${nodeId}`),
    accept,
    encode: (record) => encodeMessage(signedNodeRecordSchema, record, MAX_CONTROL_MESSAGE_BYTES),
  }
}

/** First part of every key; the DHT finds validator and selector by it. */
export const RECORD_NAMESPACE = 'witan'

function parseKey(key: Uint8Array, prefix: string): NodeId {
  const text = fromUtf8(key)
  if (!text.startsWith(prefix)) throw refused('its key is of another deployment')
  const nodeId = parseNodeId(text.slice(prefix.length))
  // One spelling per key, or a node could be stored under many.
  if (text !== `${prefix}${nodeId}`) throw refused('its key is not canonical')
  return nodeId
}

function assertCurrent({ record }: SignedNodeRecord, nodeId: NodeId, now: number): void {
  if (record.nodeId !== nodeId) throw refused('it is of another node than its key')
  if (record.issuedAt > now + CLOCK_SKEW_SECONDS) throw refused('it is from the future')
  if (record.expiresAt <= now) throw refused('it has expired')
  if (record.expiresAt - record.issuedAt > RECORD_TTL_SECONDS) throw refused('it lives too long')
  if (!record.addresses.every((address) => address.endsWith(`/p2p/${record.peerId}`))) {
    throw refused('an address is not of its peer')
  }
}

function refused(why: string): WitanError {
  return new WitanError('PEER_PROTOCOL', `A node record is refused: ${why}.`)
}

function unixSeconds(): number {
  return Math.floor(Date.now() / 1_000)
}
