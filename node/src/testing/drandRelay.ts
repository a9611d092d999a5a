/** A relay of drand on loopback, honest or not. */

import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DRAND_CHAIN } from '#chain/fetchDrandSignature.ts'

export type DrandRelay = AsyncDisposable & {
  readonly url: string
  /** Rounds that were asked for, in their order. */
  readonly asked: readonly string[]
}

/** Returns a relay that answers every request in one way. */
export async function startDrandRelay(answer: RequestListener): Promise<DrandRelay> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url?.replace(`/${DRAND_CHAIN}/public/`, '') ?? '')
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Answers with some JSON. */
export function says(body: unknown): RequestListener {
  return (_, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(body))
  }
}
