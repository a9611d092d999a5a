import { readFile } from 'node:fs/promises'
import { mintTestDollars } from '#chain/mintTestDollars.ts'
import { parseDollars } from '#protocol/units.ts'
import { DAPP } from '../web/dappFolder.ts'
import { type DappServer, serveDapp } from '../web/serveDapp.ts'
import type { Devnet } from './startDevnet.ts'

/** What the faucet gives, each time. */
const DOLLARS = '250'
/** What it fills an account up to: one coin, in wei. */
const COINS = 10n ** 18n

/** Returns a server of the built dApp whose pages find this devnet, and whose faucet fills any account. */
export async function serveDevnetDapp(
  devnet: Devnet,
  options: { readonly port?: number } = {},
): Promise<DappServer> {
  const { localChain, deploymentFile } = devnet
  const deployment: unknown = JSON.parse(await readFile(deploymentFile, 'utf8'))
  const mint = await devnet.connect(localChain.accounts[0])
  return await serveDapp({
    ...options,
    folder: DAPP,
    site: () => ({
      rpcUrl: localChain.rpcUrl,
      deployment,
      bootstrap: devnet.nodes.flatMap(({ addresses }) => addresses.filter(isWebsocket)),
      faucet: true,
    }),
    fill: async (address) => {
      await mintTestDollars(mint, { to: address, amount: parseDollars(DOLLARS) })
      const coins = await localChain.request('eth_getBalance', [address, 'latest'])
      if (BigInt(String(coins)) >= COINS) return
      await localChain.request('hardhat_setBalance', [address, `0x${COINS.toString(16)}`])
    },
  })
}

/** A page can dial websockets only. */
function isWebsocket(address: string): boolean {
  return /\/ws(\/|$)/.test(address)
}
