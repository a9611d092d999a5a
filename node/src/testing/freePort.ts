import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below what systems hand out for outgoing connections, so that none of those takes the port meanwhile. */
const [LOWEST, HIGHEST] = [10_000, 32_000]
const MAX_ATTEMPTS = 20

/** Returns a port on 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST))
    const server = createServer()
    server.listen(port, '127.0.0.1')
    try {
      await once(server, 'listening')
    } catch (error) {
      if (attempt === MAX_ATTEMPTS) throw error
      continue
    }
    server.close()
    await once(server, 'close')
    return port
  }
}
