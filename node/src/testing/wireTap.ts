/**
 * A tcp proxy on loopback that keeps every byte that passes it, so that a test can prove what a wire
 * does not carry. The same search must find a text that is sent in the clear, or it proves nothing.
 */

import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { utf8 } from '#protocol/bytes.ts'

export type WireTap = AsyncDisposable & {
  /** Port on 127.0.0.1 to dial in place of the target's. */
  readonly port: number
  /** Returns a multiaddr or URL of the target with the tap's port in place of its own. */
  readonly through: (address: string) => string
  /** Bytes that passed so far, per direction. */
  readonly counts: () => { readonly toTarget: number; readonly fromTarget: number }
  /** Returns whether the bytes (UTF-8 of a text) passed in either direction of a connection, masked websocket frames included. */
  readonly searchBytes: (needle: Uint8Array | string) => boolean
  /** Cuts every connection, as a lost network does. */
  readonly cut: () => void
  readonly close: () => Promise<void>
}

/**
 * Returns a tap in front of a port on 127.0.0.1.
 *
 * @param targetPort - Port that the bytes are passed on to.
 */
export async function createWireTap(targetPort: number): Promise<WireTap> {
  const flows: Flow[] = []
  const sockets = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const target = connect({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true })
    const flow: Flow = { toTarget: [], fromTarget: [] }
    flows.push(flow)
    join(client, target, flow.toTarget)
    join(target, client, flow.fromTarget)
    for (const socket of [client, target]) {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  const close = async () => {
    cut()
    server.close()
    await once(server, 'close')
  }
  return {
    port,
    through: (address) => address.replace(new RegExp(`([/:])${targetPort}(?=/|$)`), `$1${port}`),
    counts: () => ({
      toTarget: total(flows.map((flow) => flow.toTarget)),
      fromTarget: total(flows.map((flow) => flow.fromTarget)),
    }),
    searchBytes: (needle) => {
      const wanted = Buffer.from(typeof needle === 'string' ? utf8(needle) : needle)
      return flows.some(({ toTarget, fromTarget }) =>
        [toTarget, fromTarget].some((chunks) => holds(Buffer.concat(chunks), wanted)),
      )
    },
    cut,
    close,
    [Symbol.asyncDispose]: close,
  }
}

type Flow = { readonly toTarget: Buffer[]; readonly fromTarget: Buffer[] }

function join(from: Socket, to: Socket, chunks: Buffer[]): void {
  from.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    if (!to.write(chunk)) from.pause()
  })
  to.on('drain', () => from.resume())
  from.once('end', () => to.end())
  // A cut is felt at both ends; the error itself belongs to the ends, not to the tap.
  from.on('error', () => to.destroy())
  from.once('close', () => to.destroy())
}

function total(directions: readonly (readonly Buffer[])[]): number {
  return directions.flat().reduce((sum, chunk) => sum + chunk.length, 0)
}

function holds(bytes: Buffer, needle: Buffer): boolean {
  return bytes.includes(needle) || unmaskedFrames(bytes).includes(needle)
}

/**
 * Returns the payloads of a websocket client's frames in order, unmasked; nothing for other streams. A
 * browser masks what it sends by 4 bytes that travel along, which hides nothing but would defeat a search.
 */
function unmaskedFrames(bytes: Buffer): Buffer {
  const headerEnd = bytes.indexOf('\r\n\r\n')
  if (!bytes.subarray(0, 4).equals(Buffer.from('GET ')) || headerEnd < 0) return Buffer.alloc(0)
  const payloads: Buffer[] = []
  let at = headerEnd + 4
  while (at + 2 <= bytes.length) {
    const short = bytes[at + 1]! & 0x7f
    const wide = short === 126 ? 2 : short === 127 ? 8 : 0
    const masked = (bytes[at + 1]! & 0x80) !== 0
    const start = at + 2 + wide + (masked ? 4 : 0)
    if (start > bytes.length) break
    const length =
      wide === 0 ? short : bytes.readUIntBE(at + 2 + Math.max(0, wide - 6), Math.min(wide, 6))
    const mask = masked ? bytes.subarray(start - 4, start) : Buffer.alloc(4)
    payloads.push(
      bytes.subarray(start, start + length).map((byte, i) => byte ^ mask[i & 3]!) as Buffer,
    )
    at = start + length
  }
  return Buffer.concat(payloads)
}
