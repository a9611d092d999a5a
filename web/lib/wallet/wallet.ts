/**
 * What pages know of the user's wallet. `const wallet = useWallet()`:
 *
 *   if (wallet.status !== 'ready') return <WalletGate action="stake">…   // or read wallet.status yourself
 *   const chain = await wallet.chain('Stake $100')        // asks for the wallet's provider inside the click handler
 *   await stakeWithPermit(chain, { … })                   // the transaction shows up in Activity by that label
 */

import type { Chain } from '#chain/chain.ts'
import type { Address } from '#protocol/ids.ts'

type WalletStatus =
  /** Not known yet: the page has just been opened. */
  | 'starting'
  | 'disconnected'
  | 'connecting'
  /** Connected, on another chain than the contracts. */
  | 'wrongChain'
  | 'ready'

export type WalletChoice = {
  readonly id: string
  readonly name: string
  /** A data: address. */
  readonly icon: string | undefined
  readonly isBurner: boolean
}

/** What changes by itself or by the user's doing. */
export type WalletState = {
  readonly status: WalletStatus
  readonly address: Address | undefined
  readonly name: string | undefined
  readonly isBurner: boolean
  /** Wallets that this browser has, and the burner on local chains. */
  readonly choices: readonly WalletChoice[]
}

export type Wallet = WalletState & {
  /** Opens the dialog that offers the wallets. */
  readonly openDialog: () => void
  /** @throws what the wallet throws, as when the user refuses; errorText has the words. */
  readonly connect: (choiceId: string) => Promise<void>
  readonly disconnect: () => Promise<void>
  /** Moves the wallet to the contracts' chain, which is added to the wallet where it is unknown. */
  readonly switchChain: () => Promise<void>
  /**
   * Returns a handle that sends from the wallet; what it sends is listed in Activity under `label`.
   *
   * @throws {WitanError} CONFIG_INVALID when no wallet is ready.
   */
  readonly chain: (label: string) => Promise<Chain>
}

export const NO_WALLET: WalletState = {
  status: 'starting',
  address: undefined,
  name: undefined,
  isBurner: false,
  choices: [],
}
