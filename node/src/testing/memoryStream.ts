/** Both ends of a task stream in memory. */

import { WitanError } from '#protocol/errors.ts'
import type { ClientMessage, NodeMessage } from '#protocol/taskMessages.ts'
import type { TaskCall } from '#provider/runTask.ts'

export type MemoryStream = {
  /** The node's end. */
  readonly call: TaskCall
  readonly send: (message: ClientMessage) => void
  /** What the node said, in order, until its handler ended. */
  readonly messages: AsyncIterable<NodeMessage>
  /** Ends the requester's side in order. */
  readonly close: () => void
  /** The requester is gone without a word. */
  readonly vanish: () => void
  /** Ends the node's side, as the transport does when the handler ended. */
  readonly end: () => void
}

/** Returns a fresh stream. */
export function createMemoryStream(): MemoryStream {
  const toNode = createPipe<ClientMessage>()
  const toClient = createPipe<NodeMessage>()
  const gone = new AbortController()
  return {
    call: {
      messages: toNode.read(),
      send: async (message) => {
        if (gone.signal.aborted) throw new WitanError('ABORTED', 'The requester is gone.')
        toClient.push(message)
      },
      signal: gone.signal,
    },
    send: toNode.push,
    messages: toClient.read(),
    close: toNode.end,
    vanish: () => {
      gone.abort()
      toNode.end()
      toClient.end()
    },
    end: () => {
      toNode.end()
      toClient.end()
    },
  }
}

function createPipe<T>() {
  const items: T[] = []
  let ended = false
  let wake = () => {}
  async function* read(): AsyncGenerator<T, void, void> {
    for (;;) {
      while (items.length > 0) yield items.shift()!
      if (ended) return
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  return {
    read,
    push: (item: T) => {
      if (!ended) items.push(item)
      wake()
    },
    end: () => {
      ended = true
      wake()
    },
  }
}
