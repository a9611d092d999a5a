/**
 * Every stable error code, with the sentence that a user is shown when only the code crossed the
 * wire, what to do next, and the exit code of the CLI (docs/protocol.md, "Errors").
 */

export type ErrorEntry = {
  /** What happened, one sentence. */
  readonly sentence: string
  /** What the reader can do about it. */
  readonly remedy: string
  /** 2 usage, 3 config or keys, 4 chain unreachable, 5 reverted, 6 timeout, 7 verification failed, 8 node or peer. */
  readonly exitCode: 2 | 3 | 4 | 5 | 6 | 7 | 8
}

const entry = (exitCode: ErrorEntry['exitCode'], sentence: string, remedy: string): ErrorEntry => ({
  sentence,
  remedy,
  exitCode,
})

export const ERROR_CODES = {
  // usage and input
  INPUT_INVALID: entry(2, 'A value is malformed.', 'Correct the value named in the message.'),
  ROLE_UNKNOWN: entry(
    2,
    'The role is not known.',
    'Use one of: math, code, writing, planning, summary, translation, tools.',
  ),
  NO_SPECIALIST: entry(
    2,
    'No specialist on offer fits this request.',
    'Rephrase it, or name a role with --role.',
  ),
  PROMPT_UNSUPPORTED: entry(2, 'The expert cannot serve this request.', 'Shorten or rephrase it.'),
  INPUT_TOO_LARGE: entry(2, 'The request is larger than the limit.', 'Shorten the prompt.'),
  MODE_UNSUPPORTED: entry(
    2,
    'The privacy mode is not offered.',
    'Choose a mode the node offers; there is never a silent fallback.',
  ),
  // configuration, keys, local machine
  CONFIG_INVALID: entry(
    3,
    'The configuration is not valid.',
    'Correct the key named in the message.',
  ),
  CONFIG_UNKNOWN_KEY: entry(
    3,
    'The configuration has an unknown key.',
    'Remove it or correct its spelling.',
  ),
  DEPLOYMENT_MISSING: entry(
    3,
    'There is no deployment record for this chain.',
    'Deploy the contracts or point --deployments at the right folder.',
  ),
  KEYSTORE_INVALID: entry(
    3,
    'The keystore could not be opened.',
    'Check the file and the password.',
  ),
  KEYSTORE_MISSING: entry(3, 'There is no keystore at this path.', 'Run `witan init` first.'),
  MODEL_MISSING: entry(
    3,
    'The model file is missing.',
    'Restore it or remove the model from the configuration.',
  ),
  MODEL_HASH_MISMATCH: entry(
    3,
    'The model file is not the registered one.',
    'Replace the file by the one with the expected sha256.',
  ),
  MODEL_TRUNCATED: entry(
    3,
    'The model file ends before its last weight.',
    'Fetch the file again; the rest of it is missing.',
  ),
  MODEL_INVALID: entry(
    3,
    'The model file cannot be loaded.',
    'Use a GGUF of a supported architecture.',
  ),
  MODEL_ARCHITECTURE_UNSUPPORTED: entry(
    3,
    'The engine cannot run models of this architecture.',
    'Use a model of an architecture that llama.cpp supports, such as llama, qwen3 or gemma3.',
  ),
  MODEL_TEMPLATE_MISSING: entry(
    3,
    'The model file has no chat template.',
    'Use an instruct model whose GGUF holds tokenizer.chat_template.',
  ),
  MODEL_TEMPLATE_INVALID: entry(
    3,
    'The chat template of the model file cannot be used.',
    'Use a GGUF whose template can say a user message.',
  ),
  MODEL_NAME_TAKEN: entry(
    3,
    'A model of this name is here already.',
    'Choose another one with --name, or remove the model with `witan models rm <name>`.',
  ),
  MODEL_DUPLICATE: entry(
    3,
    'This model is here already under another name.',
    'Remove the other one with `witan models rm <name>` first.',
  ),
  INSUFFICIENT_MEMORY: entry(
    3,
    'The model needs more memory than there is for it.',
    'Use a smaller model or --context, free memory, or raise runtime.memoryMb in the configuration.',
  ),
  MODEL_UNKNOWN: entry(3, 'The model is not known here.', 'Use a model that the node offers.'),
  PORT_IN_USE: entry(
    3,
    'The port is taken by another program.',
    'Choose another port or 0 for any free one.',
  ),
  DISK_FULL: entry(
    3,
    'The disk is full or not writable.',
    'Free space; nothing was acknowledged that was not written.',
  ),
  DOWNLOAD_INTERRUPTED: entry(
    8,
    'The download stopped before its end.',
    'Run the same command again: it goes on where it stopped.',
  ),
  DOWNLOAD_REFUSED: entry(
    8,
    'The model cannot be downloaded from there.',
    'Check the address, and whether it needs a login.',
  ),
  STORE_LOCKED: entry(
    3,
    'Another process holds the database.',
    'Stop the other node or choose another data folder.',
  ),
  STORE_INVALID: entry(
    3,
    'The database cannot be read.',
    'Restore it from a copy or choose another data folder.',
  ),
  // chain
  CHAIN_UNREACHABLE: entry(
    4,
    'The chain cannot be reached.',
    'Check the RPC address and the network.',
  ),
  CHAIN_WRONG_ID: entry(
    4,
    'The chain answers with another id than expected.',
    'Point --rpc at the right chain.',
  ),
  CONTRACT_MISSING: entry(
    4,
    'There is no contract code at the address.',
    'Use the deployment record of this chain.',
  ),
  CONTRACT_REVERTED: entry(5, 'The contract refused the call.', 'Read the reason in the message.'),
  TRANSACTION_TIMEOUT: entry(
    6,
    'The transaction was not included in time.',
    'Check it by its hash before sending again.',
  ),
  INSUFFICIENT_FUNDS: entry(5, 'The balance is too low.', 'Add funds or lower the budget.'),
  BUDGET_TOO_LOW: entry(
    5,
    'The quoted price is above the budget.',
    'Raise the budget or shorten the request; nothing was signed.',
  ),
  PRICE_ABOVE_CEILING: entry(
    5,
    'The price is above the ceiling.',
    'Raise the ceiling or choose another node; nothing was signed.',
  ),
  ALLOCATION_MISSING: entry(
    5,
    'The job has no allocation for this node.',
    'Fund the job with this node before sending the task.',
  ),
  ALLOCATION_TOO_SMALL: entry(
    5,
    'The allocation does not cover the task.',
    'Raise the cap of this node.',
  ),
  JOB_NOT_OPEN: entry(5, 'The job is not funded or already released.', 'Fund a new job.'),
  // quote
  QUOTE_EXPIRED: entry(8, 'The quote has expired.', 'Ask for a new quote.'),
  QUOTE_INVALID: entry(8, 'The quote is not one this node signed.', 'Ask for a new quote.'),
  // sealing
  ENVELOPE_INVALID: entry(
    7,
    'The envelope cannot be opened by this node for this task.',
    'Seal the request again for this node.',
  ),
  ENVELOPE_REPLAYED: entry(
    7,
    'The envelope was already used.',
    'Seal the request again with a fresh key.',
  ),
  ENVELOPE_TOO_LARGE: entry(2, 'The envelope is larger than the limit.', 'Shorten the prompt.'),
  STREAM_INVALID: entry(
    7,
    'The sealed answer was cut, reordered or altered.',
    'The rest is not paid; ask another node.',
  ),
  // money on the wire
  VOUCHER_INVALID: entry(
    7,
    'The voucher is not acceptable.',
    'Sign a voucher of this job with its session key.',
  ),
  VOUCHER_SHRINKS: entry(
    7,
    'The voucher is lower than the last one.',
    'Vouchers are running totals and only grow.',
  ),
  VOUCHER_OVERSHOOTS: entry(
    7,
    'The voucher is above the cap of the node.',
    'Raise the cap or sign a lower total.',
  ),
  UNPAID: entry(8, 'The node stopped because no voucher arrived.', 'Answer frames with vouchers.'),
  TRANSCRIPT_INVALID: entry(
    7,
    'A token of the answer does not follow from its race.',
    'The token and all after it are not paid; the evidence is kept and another node is asked.',
  ),
  RECEIPT_INVALID: entry(
    7,
    'The receipt does not match what was delivered.',
    'The difference is not paid; ask another node.',
  ),
  RECEIPT_UNKNOWN: entry(8, 'The node has no such receipt.', 'Check job and task.'),
  NOT_SETTLED: entry(8, 'The last voucher is not settled yet.', 'Ask again after the settlement.'),
  SIGNATURE_INVALID: entry(
    7,
    'The signature is not by the expected key.',
    'Do not trust the message; ask another node.',
  ),
  VERIFICATION_FAILED: entry(
    7,
    'A recomputed value differs from the published one.',
    'Read which check failed.',
  ),
  // peers, network, runtime
  PEER_UNREACHABLE: entry(8, 'The node cannot be reached.', 'Another node of the role is tried.'),
  PEER_PROTOCOL: entry(
    8,
    'The peer broke the protocol.',
    'The stream was closed; another node is tried.',
  ),
  MESSAGE_TOO_LARGE: entry(8, 'A message is larger than its limit.', 'The stream was closed.'),
  NODE_BUSY: entry(8, 'The node has no free place.', 'Try again or another node.'),
  NODE_OFFLINE: entry(8, 'The node does not answer.', 'Another node of the role is tried.'),
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

export type ErrorCode = keyof typeof ERROR_CODES

/** Returns whether a text received from outside is one of our codes. */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(ERROR_CODES, text)
}

/** Returns the code named by a text; anything unknown becomes INTERNAL, so that a newer peer's codes can't break an older one. */
export function parseErrorCode(value: unknown): ErrorCode {
  return typeof value === 'string' && isErrorCode(value) ? value : 'INTERNAL'
}
