import type { Chain, Connection } from './chain.ts'
import { chainError } from './errors.ts'

/** Returns what `read` finds through the connection; whatever fails is one of our errors. */
export async function reading<T>(
  chain: Chain,
  read: (reader: Connection['reader']) => Promise<T>,
): Promise<T> {
  try {
    return await read(chain.connection.reader)
  } catch (error) {
    throw chainError(error, chain.connection.where)
  }
}
