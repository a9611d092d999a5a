/**
 * A node in a process of its own that streams frames until it is killed; a test forks it to see a peer vanish. It
 * tells the test its addresses, `asked` when a quote is asked for, and `still` once it was told `still` and sends
 * nothing more.
 */

import { setTimeout } from 'node:timers/promises'
import { serveQuotes } from '#transport/protocols/serveQuotes.ts'
import { serveTasks } from '#transport/protocols/serveTasks.ts'
import { aHost } from './hosts.ts'

const host = await aHost()
let isStill = false
// A quote never comes: a peer can also vanish while it is being waited for.
await serveQuotes(host, () => {
  process.send?.('asked')
  return new Promise(() => {})
})
await serveTasks(host, async ({ send, signal }) => {
  await send({ type: 'accepted', queued: 0 })
  for (let i = 0; !signal.aborted && !isStill; i = (i + 1) % 256) {
    await send({ type: 'frame', sealed: new Uint8Array(300).fill(i) })
    // The pace of a fast model; a flood would only measure the machine.
    await setTimeout(2)
  }
  process.send?.('still')
  await new Promise(() => {})
})
process.on('message', () => {
  isStill = true
})
process.send?.(host.addresses())
process.on('disconnect', () => process.exit(0))
