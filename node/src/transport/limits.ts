/** Bounds of the network layer, each with its reason. Sizes of messages are in protocol/limits.ts. */

import { MAX_EVIDENCE_BYTES } from '#protocol/limits.ts'

/** Protocol names with their version: a change that an older peer can't read gets a new name. */
export const QUOTE_PROTOCOL = '/witan/quote/1.0.0'
export const TASK_PROTOCOL = '/witan/task/1.0.0'
export const RECEIPT_PROTOCOL = '/witan/receipt/1.0.0'
export const EVIDENCE_PROTOCOL = '/witan/evidence/1.0.0'
export const DHT_PROTOCOL = '/witan/kad/1.0.0'

/** Reaching a peer and opening a stream (ms): three round trips of 500 ms, twice, for a slow address first. */
export const CONNECT_TIMEOUT_MS = 5_000

/** First to last byte of one message (ms): the largest one over a 100 kbit/s line; stops a slow loris. */
export const MESSAGE_TIMEOUT_MS = 8_000

/** Stream opened to first message, on the node's side (ms): a requester opens a stream when it has the message. */
export const FIRST_MESSAGE_TIMEOUT_MS = 5_000

/** How long a full send window may stay full (ms): a peer that reads nothing for longer holds our memory. */
export const SEND_TIMEOUT_MS = 15_000

/** After our last message, how long the peer has to close its side (ms) before the stream is reset. */
export const LINGER_MS = 2_000

/** Request to answer on a quote stream (ms): a node reads a table and signs. */
export const QUOTE_TIMEOUT_MS = 5_000

/** Request to answer on a receipt stream (ms): `done` waits for a settlement, which is a few blocks. */
export const RECEIPT_TIMEOUT_MS = 90_000

/** Request to answer on an evidence stream (ms): one file is read and sent. */
export const EVIDENCE_TIMEOUT_MS = 15_000

/** Largest message on an evidence stream (bytes): a bundle and what names it. */
export const MAX_EVIDENCE_MESSAGE_BYTES = MAX_EVIDENCE_BYTES + 1024

/** Longest silence on a task stream (ms): queueing and the prompt's evaluation on a slow machine; the deadline of the task bounds the rest. */
export const TASK_IDLE_TIMEOUT_MS = 60_000

/** Quote streams open at once per connection: one for each of a job's tasks and stand-by nodes, twice. */
export const MAX_QUOTE_STREAMS = 64

/** Task streams open at once per connection: a gateway with many users shares one connection. */
export const MAX_TASK_STREAMS = 64

/** Receipt streams open at once per connection. */
export const MAX_RECEIPT_STREAMS = 64

/** Evidence streams open at once per connection: a jury's case needs one. */
export const MAX_EVIDENCE_STREAMS = 4

/** Evidence streams open at once over all connections: each may hold a whole bundle in memory. */
export const MAX_EVIDENCE_STREAMS_PER_HOST = 64

/** Task streams open at once over all connections: memory for their windows stays under 256 MiB. */
export const MAX_TASK_STREAMS_PER_HOST = 512

/** Bytes of a stream in flight or unread (256 KiB, the least that yamux allows): several of the largest message. */
export const STREAM_WINDOW_BYTES = 256 * 1024

/** Unsent bytes after which a stream is reset; senders wait for the window, so only a fault reaches it. */
export const MAX_UNSENT_BYTES = 1024 * 1024

/** Streams of all protocols open at once per connection: the four of ours, the DHT, identify and ping. */
export const MAX_STREAMS_PER_CONNECTION = 512

/** How many connections a host takes, and how fast. */
export type HostLimits = {
  /** Connections kept open at once. */
  readonly maxConnections: number
  /** New connections per second from one remote host. */
  readonly inboundConnectionThreshold: number
  /** Connections in their handshake at once. */
  readonly maxIncomingPendingConnections: number
}

/** For hosts that others can reach: an office or cloud egress may hold 20 peers; handshakes cost about 10 ms of CPU each. */
export const PUBLIC_HOST_LIMITS: HostLimits = {
  maxConnections: 300,
  inboundConnectionThreshold: 20,
  maxIncomingPendingConnections: 50,
}

/** For hosts that listen on loopback only: all peers share one address and belong to the same person. */
export const LOOPBACK_HOST_LIMITS: HostLimits = {
  maxConnections: 1_000,
  inboundConnectionThreshold: 10_000,
  maxIncomingPendingConnections: 1_000,
}

/** Storing a record in the DHT (ms): a lookup and a put, and the wait for a first peer after the start. */
export const ANNOUNCE_TIMEOUT_MS = 10_000

/** Looking a record up (ms): longer than one unresponsive host takes to be given up. */
export const FIND_TIMEOUT_MS = 8_000

/** Hosts that must have given a record before the lookup ends early: one of them may hold an old copy. */
export const FIND_QUORUM = 3
