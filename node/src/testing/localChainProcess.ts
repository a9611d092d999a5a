/**
 * A local chain in a process of its own: mines each transaction at once, and empty blocks where
 * they are asked for, and keeps nothing. Started by
 * startLocalChain, which sends the wishes over the process's channel; ends when that channel closes, so that it
 * never outlives the program that started it.
 */

import { createHardhatRuntimeEnvironment } from 'hardhat/hre'

export type LocalChainWishes = {
  readonly port: number
  readonly chainId: number
  readonly privateKeys: readonly string[]
  readonly blockMs: number
  /** Time of its first block (ISO 8601); now where none is named. */
  readonly initialDate?: string
}
export type LocalChainReply = { readonly port: number } | { readonly error: string }

/** 10,000 coins for gas. */
const BALANCE_WEI = 10_000n * 10n ** 18n

process.once('disconnect', () => process.exit(0))
// The terminal sends Ctrl-C to the whole group; the program that started the chain decides when it ends.
process.on('SIGINT', () => undefined)
process.once('SIGTERM', () => process.exit(0))
// A taken port is not a rejection: the server of websockets emits it where nobody listens.
process.once('uncaughtException', (error: Error) => {
  process.send?.({ error: error.message } satisfies LocalChainReply, () => process.exit(1))
})
process.once('message', (wishes: LocalChainWishes) => {
  listen(wishes).then(
    (port) => reply({ port }),
    (error: Error) => reply({ error: error.message }),
  )
})

async function listen({
  port,
  chainId,
  privateKeys,
  blockMs,
  initialDate,
}: LocalChainWishes): Promise<number> {
  const hre = await createHardhatRuntimeEnvironment({
    networks: {
      node: {
        type: 'edr-simulated',
        chainType: 'l1',
        chainId,
        mining: { auto: true, interval: blockMs },
        ...(initialDate && { initialDate }),
        // else its clock runs ahead of everyone's: by a second for every block of a busy second
        allowBlocksWithSameTimestamp: true,
        accounts: privateKeys.map((privateKey) => ({ privateKey, balance: BALANCE_WEI })),
      },
    },
  })
  // The host is named: the default listens on every interface inside a container.
  const server = await hre.network.createServer('node', '127.0.0.1', port)
  return (await server.listen()).port
}

function reply(message: LocalChainReply): void {
  process.send?.(message)
}
