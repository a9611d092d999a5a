/**
 * What a person is told when something fails. `<ErrorBox error={error} />` shows it; toasts use it too.
 * Chain, contract and node errors already are sentences with their values; here they meet the next step.
 */

import { ERROR_CODES, type ErrorCode } from '#protocol/errorCodes.ts'
import { isWitanError } from '#protocol/errors.ts'

export type ErrorText = {
  readonly code: ErrorCode
  /** What happened, a sentence. */
  readonly sentence: string
  /** What the reader can do, a sentence; undefined where the sentence says it. */
  readonly remedy: string | undefined
  /** Whether the same again can succeed. */
  readonly retryable: boolean
}

/** The catalog speaks to the command line too; this is what a page advises instead. */
const PAGE_REMEDIES: Readonly<Partial<Record<ErrorCode, string>>> = {
  NO_SPECIALIST: 'Rephrase it, or choose a role.',
  CHAIN_WRONG_ID: 'Switch the network of the wallet, or reload the page.',
  VERIFIER_UNLISTED: 'Put enough at stake, then list the node as a verifier.',
  DEPLOYMENT_MISSING: 'Start a network with `npm run dev`, then reload.',
}

/** Codes of EIP-1193 and of JSON-RPC that wallets answer with. */
const WALLET_CODES: Readonly<Record<number, readonly [ErrorCode, string, string?]>> = {
  4001: ['ABORTED', 'You declined the request in your wallet. Nothing was sent.'],
  4100: ['ABORTED', 'The wallet does not allow this account.', 'Connect the account again.'],
  4200: ['INPUT_INVALID', 'The wallet cannot do this.', 'Use another wallet.'],
  4900: ['CHAIN_UNREACHABLE', 'The wallet is not connected to any network.', 'Check the wallet.'],
  4901: ['CHAIN_WRONG_ID', 'The wallet is not connected to this chain.', 'Switch the network.'],
  4902: ['CHAIN_WRONG_ID', 'The wallet does not know this chain.', 'Add the chain to the wallet.'],
  [-32002]: ['ABORTED', 'The wallet is already waiting for your answer.', 'Open the wallet.'],
}

/** Returns what to tell a person about anything that was thrown. */
export function errorText(error: unknown): ErrorText {
  if (isWitanError(error)) {
    // A refusal in the wallet needs no advice about vouchers.
    const silent = error.code === 'ABORTED' || error.code === 'CONTRACT_REVERTED'
    return {
      code: error.code,
      sentence: error.message,
      remedy: silent ? undefined : (PAGE_REMEDIES[error.code] ?? ERROR_CODES[error.code].remedy),
      retryable: error.retryable,
    }
  }
  const known = walletText(error)
  if (known) {
    const [code, sentence, remedy] = known
    return { code, sentence, remedy, retryable: true }
  }
  if (error instanceof Error && error.name === 'AbortError') {
    return { code: 'ABORTED', sentence: 'It was cancelled.', remedy: undefined, retryable: true }
  }
  const { sentence, remedy } = ERROR_CODES.INTERNAL
  return { code: 'INTERNAL', sentence, remedy, retryable: false }
}

/** Returns the address of a code's entry in the catalog. */
export function errorHref(code: ErrorCode): string {
  return `/help/#E-${code}`
}

function walletText(error: unknown): (typeof WALLET_CODES)[number] | undefined {
  for (let at = error, depth = 0; at instanceof Object && depth < 8; depth++) {
    const { code, cause } = at as { readonly code?: unknown; readonly cause?: unknown }
    if (typeof code === 'number' && WALLET_CODES[code]) return WALLET_CODES[code]
    at = cause
  }
  return undefined
}
