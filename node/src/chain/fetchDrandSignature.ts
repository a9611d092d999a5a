import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { shownUrl } from './shownUrl.ts'

/** The chain of drand that the contract knows, under which relays publish its rounds: quicknet. */
export const DRAND_CHAIN = '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971'

const defaults = {
  /** A relay answers within a second; nobody waits for one that does not. */
  timeoutMs: 10_000,
}
/** A round takes some 300 bytes. */
const MAX_BYTES = 4_096
const SIGNATURE = /^[0-9a-f]{96}$/i

/**
 * Returns what a relay says that drand signed a round with; whether it did is for the contract to judge.
 *
 * @param relay - URL of a relay of drand's public interface.
 * @param round - Number of the round.
 * @param options - `timeoutMs`: longest wait for the whole answer (default 10 s); `signal` gives up earlier.
 * @throws {WitanError} BEACON_UNREACHABLE when there is no answer in time, or none that is a signature of the round.
 */
export async function fetchDrandSignature(
  relay: string,
  round: bigint,
  { timeoutMs = defaults.timeoutMs, signal }: fetchDrandSignature.Options = {},
): Promise<Hex> {
  const tooLate = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(`${relay.replace(/\/+$/, '')}/${DRAND_CHAIN}/public/${round}`, {
      // a relay that sends us elsewhere is not the one that was configured
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, tooLate]) : tooLate,
    })
    if (!response.ok) {
      await response.body?.cancel()
      throw refused(relay, round, `answered with status ${response.status}`)
    }
    return signatureIn(await readBounded(response, relay, round), relay, round)
  } catch (error) {
    if (error instanceof WitanError) throw error
    const why = tooLate.aborted ? `gave no answer in ${timeoutMs} ms` : 'did not answer'
    throw refused(relay, round, why, error)
  }
}

export declare namespace fetchDrandSignature {
  type Options = { readonly timeoutMs?: number; readonly signal?: AbortSignal }
}

/** Reads a body as far as it may go; one that has no end is cut off. */
async function readBounded(response: Response, relay: string, round: bigint): Promise<string> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for (;;) {
    const part = await reader?.read()
    if (part === undefined || part.done) return text + decoder.decode()
    bytes += part.value.byteLength
    if (bytes > MAX_BYTES) {
      await reader?.cancel()
      throw refused(relay, round, `sent more than ${MAX_BYTES} bytes`)
    }
    text += decoder.decode(part.value, { stream: true })
  }
}

function signatureIn(text: string, relay: string, round: bigint): Hex {
  let said: { readonly round?: unknown; readonly signature?: unknown } | null
  try {
    said = JSON.parse(text) as typeof said
  } catch {
    throw refused(relay, round, 'sent no JSON')
  }
  if (String(said?.round) !== round.toString()) {
    throw refused(relay, round, `sent round ${String(said?.round).slice(0, 20)}`)
  }
  const { signature } = said ?? {}
  if (typeof signature !== 'string' || !SIGNATURE.test(signature)) {
    throw refused(relay, round, 'sent no signature of 48 bytes')
  }
  return `0x${signature.toLowerCase()}`
}

function refused(relay: string, round: bigint, why: string, cause?: unknown): WitanError {
  const shown = shownUrl(relay)
  return new WitanError('BEACON_UNREACHABLE', `${shown} ${why}.`, {
    cause,
    meta: { relay: shown, round: round.toString() },
    retryable: true,
  })
}
