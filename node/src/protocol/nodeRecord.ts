/** What a node announces in the DHT: where it is reached and which key opens envelopes. Signed and expiring. */

import {
  hexField,
  type Infer,
  listField,
  nodeIdField,
  objectField,
  textField,
  uintField,
} from './codec.ts'
import { parseHash } from './ids.ts'
import { signatureField } from './signature.ts'

const MAX_U40 = 2 ** 40 - 1
/** Most addresses in a record: two transports on a few interfaces. */
const MAX_ADDRESSES = 8
const MAX_ADDRESS_CHARS = 256

export const nodeRecordSchema = objectField({
  nodeId: nodeIdField,
  /** libp2p peer id, base58. */
  peerId: textField(128),
  /** Multiaddrs with the peer id, such as /ip4/127.0.0.1/tcp/4001/ws/p2p/12D3.... */
  addresses: listField(textField(MAX_ADDRESS_CHARS), MAX_ADDRESSES),
  /** X25519 public key of the runtime. */
  sealingKey: hexField(32, parseHash),
  /** Unix seconds. */
  issuedAt: uintField(MAX_U40),
  /** Unix seconds; at most RECORD_TTL_SECONDS after issuedAt. */
  expiresAt: uintField(MAX_U40),
})
export type NodeRecord = Infer<typeof nodeRecordSchema>

export const signedNodeRecordSchema = objectField({
  record: nodeRecordSchema,
  signature: signatureField,
})
export type SignedNodeRecord = Infer<typeof signedNodeRecordSchema>
