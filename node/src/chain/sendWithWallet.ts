import type { Chain, Wallet } from './chain.ts'
import type { Call } from './sendCall.ts'
import type { Sent } from './sendWithKey.ts'

/** Returns a call that was simulated and that the user's wallet signed and sent; nonce and fees are the wallet's. */
export async function sendWithWallet(chain: Chain, wallet: Wallet, call: Call): Promise<Sent> {
  const { reader } = chain.connection
  const simulation = await reader.simulateContract({ ...call, account: wallet.account })
  const txHash = await wallet.writeContract({ ...call, account: wallet.account })
  return { txHash, result: simulation.result as unknown, settled: () => undefined }
}
