import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { addressOf } from '#chain/addressOf.ts'
import type { Hex } from '#protocol/bytes.ts'
import { utf8 } from '#protocol/bytes.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import type { Address } from '#protocol/ids.ts'
import type { LocalChainReply, LocalChainWishes } from './localChainProcess.ts'

export type LocalAccount = { readonly address: Address; readonly privateKey: Hex }

/** A chain on loopback that lives as long as this program, at most. */
export type LocalChain = AsyncDisposable & {
  readonly rpcUrl: string
  readonly port: number
  readonly pid: number
  /** Accounts with coins for gas; the same on every start. */
  readonly accounts: readonly LocalAccount[]
  /** Returns what the chain answers to a request of JSON-RPC, such as evm_increaseTime. */
  readonly request: (method: string, params?: readonly unknown[]) => Promise<unknown>
  /** Ends the process and waits for its end. */
  readonly stop: () => Promise<void>
}

const defaults = {
  /** Any free port. */
  port: 0,
  chainId: 31337,
  accountCount: 20,
  /** Blocks come with transactions alone. */
  blockMs: 0,
  /** Starting takes about a second; a loaded machine needs longer. */
  timeoutMs: 240_000,
}

/** How long the process may take to end when it is told to (ms); it has nothing to save. */
const END_MS = 10_000

/**
 * Returns a fresh local chain, ready for requests.
 *
 * @throws Error when its process ends before it listens, as when the port is taken, or takes too long.
 */
export async function startLocalChain(options: startLocalChain.Options = {}): Promise<LocalChain> {
  const { port, chainId, accountCount, blockMs, timeoutMs } = { ...defaults, ...options }
  const { initialDate } = options
  const accounts = localAccounts(accountCount)
  const child = fork(path.join(import.meta.dirname, 'localChainProcess.ts'), {
    // Its output would mix with ours; the reply says what went wrong.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
    // A process group of its own would survive Ctrl-C; the channel ends it in every case.
    detached: false,
  })
  const privateKeys = accounts.map(({ privateKey }) => privateKey)
  const wishes: LocalChainWishes = { port, chainId, privateKeys, blockMs, initialDate }
  child.send(wishes)
  const reply = await replyOf(child, timeoutMs).catch((error: unknown) => {
    child.kill('SIGKILL')
    throw error
  })
  // The chain must not keep a finished program alive.
  child.unref()
  child.channel?.unref()
  const rpcUrl = `http://127.0.0.1:${reply.port}`
  const stop = () => end(child)
  return {
    rpcUrl,
    port: reply.port,
    pid: child.pid!,
    accounts,
    request: (method, params = []) => request(rpcUrl, method, params),
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

export declare namespace startLocalChain {
  type Options = {
    /** @default 0, any free port */
    readonly port?: number
    /** @default 31337 */
    readonly chainId?: number
    /** @default 20 */
    readonly accountCount?: number
    /** Time between blocks without transactions (ms); 0 for none. A beacon and a deadline wait for blocks. */
    readonly blockMs?: number
    /** Time of the first block (ISO 8601). @default now */
    readonly initialDate?: string
    /** Longest wait for the start (in ms). @default 240_000 */
    readonly timeoutMs?: number
  }
}

/** Returns the accounts of a local chain: keys derived from a fixed text, worth nothing anywhere else. */
export function localAccounts(count: number): readonly LocalAccount[] {
  return Array.from({ length: count }, (_, i) => {
    const privateKey = keccak256Hex(utf8(`witan local account ${i}`))
    return { privateKey, address: addressOf(privateKey) }
  })
}

async function replyOf(child: ChildProcess, timeoutMs: number): Promise<{ port: number }> {
  const signal = AbortSignal.timeout(timeoutMs)
  const [reply] = await Promise.race([
    once(child, 'message', { signal }),
    once(child, 'exit', { signal }).then(([code]) => {
      throw new Error(`The local chain ended with code ${code} before it listened.`)
    }),
  ])
  const message = reply as LocalChainReply
  if ('error' in message) throw new Error(`The local chain did not start: ${message.error}`)
  return message
}

async function request(rpcUrl: string, method: string, params: readonly unknown[]) {
  const response = await fetch(rpcUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  })
  const { result, error } = (await response.json()) as {
    result: unknown
    error?: { message: string; code: number; data?: unknown }
  }
  // Code and data stay on it, as EIP-1193 wants of a provider.
  if (error) {
    const { message, code, data } = error
    throw Object.assign(new Error(`${method}: ${message}`), { code, data })
  }
  return result
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.ref()
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), END_MS)
  await ended
  clearTimeout(timer)
}
