/** What goes wrong with peers, tasks and the runtime. */

import { type ErrorEntry, entry } from './entry.ts'

export const NETWORK_ERRORS = {
  // peers, network, runtime
  PEER_UNREACHABLE: entry(8, 'The node cannot be reached.', 'Another node of the role is tried.'),
  EVIDENCE_UNKNOWN: entry(
    8,
    'Nobody who was asked has this evidence.',
    'Ask again later, or get the file from whoever opened the case.',
  ),
  PEER_PROTOCOL: entry(
    8,
    'The peer broke the protocol.',
    'The stream was closed; another node is tried.',
  ),
  MESSAGE_TOO_LARGE: entry(8, 'A message is larger than its limit.', 'The stream was closed.'),
  NODE_BUSY: entry(8, 'The node has no free place.', 'Try again or another node.'),
  NODE_OFFLINE: entry(8, 'The node does not answer.', 'Another node of the role is tried.'),
  BEACON_UNREACHABLE: entry(
    8,
    'No relay of the randomness beacon gave the round.',
    'Try again, name other relays in chain.drandRelays, or hand the signature in with `witan beacon`.',
  ),
  NO_NODES: entry(
    8,
    'No reachable node offers this role.',
    'Wait for a node to come online or choose another role.',
  ),
  TASK_TIMEOUT: entry(
    6,
    'The task did not finish before its deadline.',
    'Nothing beyond the last voucher is paid.',
  ),
  TASK_FAILED: entry(8, 'Every node that was tried failed.', 'The unspent part is refunded.'),
  TASK_DUPLICATE: entry(8, 'The task was already accepted.', 'Use a fresh task id.'),
  RUNTIME_CRASHED: entry(
    8,
    'The runtime process ended during the task.',
    'It restarts by itself; try again.',
  ),
  RUNTIME_TIMEOUT: entry(6, 'The runtime exceeded its time limit.', 'Ask for fewer tokens.'),
  RUNTIME_MEMORY: entry(
    8,
    'The runtime exceeded its memory limit.',
    'It restarts by itself; use a smaller model or a higher limit.',
  ),
  ABORTED: entry(
    6,
    'The operation was cancelled.',
    'What was done stays done; nothing beyond the last voucher is paid.',
  ),
  INTERNAL: entry(
    8,
    'Something failed that should not.',
    'Report it with the code and the log line.',
  ),
} as const satisfies Record<string, ErrorEntry>
