import { WitanError } from '#protocol/errors.ts'
import type { Address } from '#protocol/ids.ts'

/**
 * Gets an account coins and test dollars from the devnet that serves this page, and waits until they are there.
 *
 * @throws {WitanError} CHAIN_UNREACHABLE when the faucet doesn't answer or has run dry.
 */
export async function askFaucet(address: Address): Promise<void> {
  const response = await fetch('/faucet', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ address }),
  }).catch(() => undefined)
  if (!response?.ok) {
    throw new WitanError(
      'CHAIN_UNREACHABLE',
      `The faucet of this devnet ${response ? `answered with HTTP ${response.status}` : 'does not answer'}. Is \`npm run dev\` still running?`,
      { retryable: true },
    )
  }
}
