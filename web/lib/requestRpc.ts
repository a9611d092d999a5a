/** JSON-RPC without a library: what the shell asks on every page stays out of the first load. */

import { WitanError } from '#protocol/errors.ts'
import { loadSite } from './loadSite.ts'

/**
 * Returns the chain's answer to one request.
 *
 * @throws {WitanError} CHAIN_UNREACHABLE when nobody answers or the answer is an error; what loadSite throws.
 */
export async function requestRpc<T>(
  method: string,
  params: readonly unknown[] = [],
  signal?: AbortSignal,
): Promise<T> {
  const { rpcUrl } = await loadSite()
  const unreachable = (what: string) =>
    new WitanError('CHAIN_UNREACHABLE', `The chain at ${new URL(rpcUrl).host} ${what}.`, {
      retryable: true,
    })
  const response = await fetch(rpcUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    ...(signal && { signal }),
  }).catch(() => {
    throw unreachable('cannot be reached')
  })
  const json = (await response.json().catch(() => undefined)) as
    | { readonly result?: T; readonly error?: { readonly message: string } }
    | undefined
  if (!response.ok || json === undefined) throw unreachable(`answered with HTTP ${response.status}`)
  if (json.error) throw unreachable(`answered with an error: ${json.error.message.slice(0, 200)}`)
  return json.result as T
}
