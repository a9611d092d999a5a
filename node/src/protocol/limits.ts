/** Every bound on what a peer may send or ask for, with its reason. docs/protocol.md links here. */

/** Largest CBOR message on a quote or receipt stream (bytes): a record with 8 addresses and 16 offers is under 4 KiB. */
export const MAX_CONTROL_MESSAGE_BYTES = 16 * 1024

/** Largest plaintext of a request (bytes): the longest context of shipped and common small models is far below. */
export const MAX_REQUEST_BYTES = 64 * 1024

/** Largest message on a task stream (bytes): the largest request, its padding, tags and the quote beside it. */
export const MAX_TASK_MESSAGE_BYTES = MAX_REQUEST_BYTES + 16 * 1024

/** Largest bundle of evidence (bytes): 1,024 leaves of a whole answer, 128 with their paths, the sealed request, receipts and a quote. */
export const MAX_EVIDENCE_BYTES = 320 * 1024

/** Deepest nesting of a CBOR message: our messages need 4; more is a decoder bomb. */
export const MAX_CBOR_DEPTH = 8

/** Most items in one CBOR message: a record with all offers and addresses needs under 300. */
export const MAX_CBOR_ITEMS = 2048

/** Most output tokens of one task: bounds what a node must keep for the transcript. */
export const MAX_OUTPUT_TOKENS = 4096

/** Most allocations of one job, equal to JobEscrow.MAX_ALLOCATIONS. */
export const MAX_ALLOCATIONS = 32

/** Most tasks of one job: half of the allocations, so that each task can have a stand-by node. */
export const MAX_TASKS = 16

/** Plaintext bytes of one response frame: 8 tokens with 16 candidates each are 776, and 30 bytes of text per token fit beside them; always padded to this. */
export const RESPONSE_FRAME_BYTES = 1024

/** Most tokens in one response frame: keeps the loss of a vanished peer small, and lets a slow model's frame of one token cost 1 KiB. */
export const MAX_FRAME_TOKENS = 8

/** Plaintext bytes of one request frame; the request is padded to a multiple, so only its size class is visible. */
export const REQUEST_FRAME_BYTES = 1024

/** How long a quote holds (seconds): time for a wallet signature and two blocks, short enough to keep prices fresh. */
export const QUOTE_TTL_SECONDS = 120

/** How long a node record holds (seconds): two announce periods, so that one lost announcement does no harm. */
export const RECORD_TTL_SECONDS = 600

/** Furthest deadline of a task from now (seconds): nodes need not keep a place for longer. */
export const MAX_TASK_SECONDS = 600

/** How far a peer's clock may be off (seconds). */
export const CLOCK_SKEW_SECONDS = 30

/** Tokens a node generates ahead of the last voucher before it waits: its largest loss to a vanished requester. */
export const CREDIT_TOKENS = 64

/** Tokens between two vouchers while streaming: the requester's largest debt when it pays after what it opened. */
export const VOUCHER_EVERY_TOKENS = 16
