import { isWitanError, WitanError } from '#protocol/errors.ts'
import type { Chain } from './chain.ts'
import { drandBeacon } from './contracts.ts'
import { fetchDrandSignature } from './fetchDrandSignature.ts'
import { proveBeacon } from './proveBeacon.ts'
import { readChainTime } from './readChainTime.ts'
import { reading } from './reading.ts'
import type { Transaction, WriteOptions } from './sendCall.ts'

/** Codes of an answer that the contract, or the curve, refuses. */
const REFUSED = ['CONTRACT_REVERTED', 'CONFIG_INVALID'] as const

type Answer = { readonly place: number; readonly send?: () => Promise<Transaction>; why: string }

/**
 * Fixes the randomness of a round of the chain's beacon. Where that is drand's, all relays are asked at once, and the
 * first answer that the contract takes, in a simulation before anything is sent, is posted; the other relays are let go.
 *
 * @throws {WitanError} BEACON_UNREACHABLE when no relay gave a signature that verifies, with what each of them did;
 * CONTRACT_REVERTED when the round is not there yet; and what proveBeacon throws.
 */
export async function proveRound(
  chain: Chain,
  parameters: proveRound.Parameters,
): Promise<Transaction> {
  const { round, relays, timeoutMs, signal } = parameters
  if (drandBeacon(chain) === undefined) return await proveBeacon(chain, parameters)
  await assertSignedByNow(chain, round)
  const enough = new AbortController()
  const until = signal ? AbortSignal.any([signal, enough.signal]) : enough.signal
  const asked = relays.map(async (relay, place): Promise<Answer> => {
    try {
      const options = { timeoutMs: parameters.relayTimeoutMs, signal: until }
      const signature = await fetchDrandSignature(relay, round, options)
      const send = () => proveBeacon(chain, { round, signature, timeoutMs, signal })
      return { place, send, why: '' }
    } catch (error) {
      return { place, why: whyOf(error) }
    }
  })
  try {
    return await postFirst(asked, { round, relays, signal })
  } finally {
    enough.abort()
  }
}

export declare namespace proveRound {
  type Parameters = WriteOptions & {
    readonly round: bigint
    /** URLs of relays of drand; not needed where the beacon is another. */
    readonly relays: readonly string[]
    /** Longest wait for one relay (in ms). @default 10_000 */
    readonly relayTimeoutMs?: number
  }
}

/** Tries answers in the order in which they come. */
async function postFirst(
  asked: readonly Promise<Answer>[],
  facts: Pick<proveRound.Parameters, 'round' | 'relays' | 'signal'>,
): Promise<Transaction> {
  const waiting = new Map(asked.map((answer, place) => [place, answer]))
  const reasons: string[] = []
  while (waiting.size > 0) {
    const { place, send, why } = await Promise.race(waiting.values())
    waiting.delete(place)
    facts.signal?.throwIfAborted()
    try {
      if (send !== undefined) return await send()
      reasons.push(why)
    } catch (error) {
      if (!REFUSED.some((code) => isWitanError(error, code))) throw error
      reasons.push(`The signature of relay ${place + 1} was refused: ${whyOf(error)}`)
    }
  }
  throw allFailed(facts, reasons)
}

/** @throws {WitanError} CONTRACT_REVERTED, as the contract would say, and no relay is asked for what can't be there. */
async function assertSignedByNow(chain: Chain, round: bigint): Promise<void> {
  const [signedAt, now] = await Promise.all([
    reading(chain, (reader) =>
      reader.readContract({ ...drandBeacon(chain)!, functionName: 'timeOf', args: [round] }),
    ),
    readChainTime(chain),
  ])
  if (signedAt <= BigInt(now)) return
  throw new WitanError(
    'CONTRACT_REVERTED',
    `Round ${round} of drand is signed at ${new Date(Number(signedAt) * 1000).toISOString()}, ${signedAt - BigInt(now)} s after the chain's newest block. Try again then.`,
    { meta: { round: round.toString(), signedAt: Number(signedAt) }, retryable: true },
  )
}

function allFailed(
  { round, relays }: Pick<proveRound.Parameters, 'round' | 'relays'>,
  reasons: readonly string[],
): WitanError {
  const what =
    relays.length === 0
      ? 'No relay of drand is configured'
      : `None of ${relays.length} relays gave a signature of round ${round} of drand that verifies. ${reasons.join(' ')}`
  return new WitanError(
    'BEACON_UNREACHABLE',
    `${what.replace(/\.$/, '')}. Name other relays in chain.drandRelays, or hand the signature in: witan beacon ${round} --signature <hex>.`,
    { meta: { round: round.toString(), relays: relays.length }, retryable: true },
  )
}

function whyOf(error: unknown): string {
  return error instanceof WitanError ? error.message : 'it failed.'
}
