import { freePort } from '#testing/freePort.ts'
import { createWireTap, type WireTap } from '#testing/wireTap.ts'

export type TappedPorts = {
  readonly listen: readonly [number, number]
  readonly announce: readonly [number, number]
}

/** Returns two free ports and two taps before them. */
export async function tapPorts(taps: WireTap[], stack: AsyncDisposableStack): Promise<TappedPorts> {
  const listen = [await freePort(), await freePort()] as const
  const [tcp, websocket] = [
    stack.use(await createWireTap(listen[0])),
    stack.use(await createWireTap(listen[1])),
  ]
  taps.push(tcp, websocket)
  return { listen, announce: [tcp.port, websocket.port] }
}
