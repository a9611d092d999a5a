/**
 * The control of the wire check: with noise off on both hosts, the same task message is sent once sealed and
 * once not, through the same tap. The search must miss the first and find the second, or it proves nothing.
 */

import { utf8 } from '#protocol/bytes.ts'
import { MAX_TASK_MESSAGE_BYTES } from '#protocol/limits.ts'
import { encodeRequestPayload } from '#protocol/requestPayload.ts'
import { createSealingKeyPair } from '#sealing/sealingKeyPair.ts'
import { sealRequest } from '#sealing/sealRequest.ts'
import { sodiumReady } from '#sealing/sodium.ts'
import { aSealingContext } from '#testing/aSealingContext.ts'
import { aTaskRequest } from '#testing/messages.ts'
import { createPlaintextHost } from '#testing/plaintextHost.ts'
import { createWireTap } from '#testing/wireTap.ts'
import { openTaskStream } from '#transport/protocols/openTaskStream.ts'
import { serveTasks } from '#transport/protocols/serveTasks.ts'

export type CanaryControl = { readonly foundSealed: boolean; readonly foundUnsealed: boolean }

/** Longest wait for either message to cross (milliseconds). */
const TIMEOUT_MS = 10_000

/** Returns whether a prompt was found on an open wire, sealed and not sealed. */
export async function controlCanary(prompt: string): Promise<CanaryControl> {
  await sodiumReady()
  const keys = createSealingKeyPair()
  const payload = encodeRequestPayload({
    messages: [{ speaker: 'user', content: prompt }],
    maxOutputTokens: 16,
    raceSalt: crypto.getRandomValues(new Uint8Array(32)),
    temperatureMilli: 0,
  })
  const context = aSealingContext({ sealingKey: keys.publicKey })
  const { envelope } = sealRequest(context, payload)
  return {
    foundSealed: await crosses(envelope, prompt),
    foundUnsealed: await crosses(payload, prompt),
  }
}

/** Sends one task message with these bytes as its envelope over an open wire and searches what passed. */
async function crosses(envelope: Uint8Array, prompt: string): Promise<boolean> {
  if (envelope.length > MAX_TASK_MESSAGE_BYTES) throw new Error('The control prompt is too long.')
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  await using server = await createPlaintextHost({ listen: ['/ip4/127.0.0.1/tcp/0/ws'] })
  await using client = await createPlaintextHost({ listen: [] })
  const arrived = Promise.withResolvers<void>()
  await serveTasks(server, async ({ messages }) => {
    for await (const message of messages) if (message.type === 'task') break
    arrived.resolve()
  })
  const [address] = server.addresses() as [string]
  await using tap = await createWireTap(Number(/\/tcp\/(\d+)\//.exec(address)![1]))
  const stream = await openTaskStream(client, [tap.through(address)], { signal })
  await stream.send({ type: 'task', request: { ...aTaskRequest(), envelope } })
  await arrived.promise
  await stream.close()
  return tap.searchBytes(utf8(prompt))
}
