/**
 * The control of the search for a prompt in the traffic of a page: the page sends one request over a websocket that
 * anyone can read, sealed or not. A search that misses the second proves nothing by missing the first.
 */

import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { encodeRequestPayload } from '#protocol/requestPayload.ts'
import { createSealingKeyPair } from '#sealing/sealingKeyPair.ts'
import { sealRequest } from '#sealing/sealRequest.ts'
import { sodiumReady } from '#sealing/sodium.ts'
import { aSealingContext } from '#testing/aSealingContext.ts'
import { createPlaintextHost } from '#testing/plaintextHost.ts'

/** Has a page send the request with a prompt to a host without noise. */
export async function sendOpenly(
  page: Page,
  prompt: string,
  { sealed }: { readonly sealed: boolean },
): Promise<void> {
  await sodiumReady()
  const payload = encodeRequestPayload({
    messages: [{ speaker: 'user', content: prompt }],
    maxOutputTokens: 16,
    raceSalt: crypto.getRandomValues(new Uint8Array(32)),
    temperatureMilli: 0,
  })
  const context = aSealingContext({ sealingKey: createSealingKeyPair().publicKey })
  const bytes = sealed ? sealRequest(context, payload).envelope : payload
  await using host = await createPlaintextHost({ listen: ['/ip4/127.0.0.1/tcp/0/ws'] })
  const port = /\/tcp\/(\d+)\//.exec(host.addresses()[0]!)![1]
  const sent = page.evaluate(sendFrame, { url: `ws://127.0.0.1:${port}`, bytes: [...bytes] })
  assert.equal(await sent, bytes.length)
}

/** Runs in the page: resolves with the bytes that left it. */
async function sendFrame({
  url,
  bytes,
}: {
  url: string
  bytes: readonly number[]
}): Promise<number> {
  const socket = new WebSocket(url)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', reject)
  })
  const closed = new Promise((resolve) => socket.addEventListener('close', resolve))
  socket.send(Uint8Array.from(bytes))
  socket.close()
  await closed
  return bytes.length
}
