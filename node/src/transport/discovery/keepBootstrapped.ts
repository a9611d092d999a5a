import type { Connection } from '@libp2p/interface'
import { type Multiaddr, multiaddr } from '@multiformats/multiaddr'
import type { Libp2p } from 'libp2p'
import { WitanError } from '#protocol/errors.ts'

/** A host to join through. */
export type BootstrapPeer = { readonly address: Multiaddr; readonly peerId: string }

/** Returns the peer of a bootstrap address. @throws {WitanError} CONFIG_INVALID when it is no multiaddr with a peer id. */
export function parseBootstrap(text: string): BootstrapPeer {
  try {
    const address = multiaddr(text)
    const peerId = address.getComponents().findLast(({ name }) => name === 'p2p')?.value
    if (peerId !== undefined) return { address, peerId }
  } catch {
    // Said below, with the text.
  }
  throw new WitanError('CONFIG_INVALID', `The bootstrap address ${text} has no peer id.`)
}

/**
 * Keeps a host connected to its bootstrap peers: each is dialed until it answers, and again after the
 * connection is lost. The only layer that repeats these dials.
 */
export function keepBootstrapped(
  libp2p: Libp2p,
  options: { readonly peers: readonly BootstrapPeer[]; readonly signal: AbortSignal },
): void {
  for (const { address, peerId } of options.peers) {
    if (peerId !== libp2p.peerId.toString()) void keepConnected(libp2p, address, options.signal)
  }
}

async function keepConnected(
  libp2p: Libp2p,
  address: Multiaddr,
  signal: AbortSignal,
): Promise<void> {
  let pause = FIRST_PAUSE_MS
  while (!signal.aborted) {
    try {
      const connection = await libp2p.dial(address, { signal })
      pause = FIRST_PAUSE_MS
      await closed(connection, signal)
    } catch {
      // Unreachable for now: the next round tries again.
    }
    await sleep(pause, signal)
    pause = Math.min(2 * pause, LONGEST_PAUSE_MS)
  }
}

/** Nodes of one demo start within a second of each other. */
const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 30_000

function closed(connection: Connection, signal: AbortSignal): Promise<void> {
  if (connection.status !== 'open' || signal.aborted) return Promise.resolve()
  const { promise, resolve } = Promise.withResolvers<void>()
  const finish = () => resolve()
  connection.addEventListener('close', finish, { once: true })
  signal.addEventListener('abort', finish, { once: true })
  return promise.finally(() => signal.removeEventListener('abort', finish))
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  const finish = () => resolve()
  signal.addEventListener('abort', finish, { once: true })
  return promise.finally(() => {
    clearTimeout(timer)
    signal.removeEventListener('abort', finish)
  })
}
