import { type KadDHTComponents, kadDHT, passthroughMapper } from '@libp2p/kad-dht'
import { WitanError } from '#protocol/errors.ts'
import { DHT_PROTOCOL } from '../limits.ts'
import { RECORD_NAMESPACE, type RecordBook } from './recordBook.ts'
import { selectNewest } from './selectNewest.ts'

/**
 * Returns the DHT service of a host, which holds nothing but node records.
 *
 * @param records - What is accepted.
 * @param options - `clientMode`: only looks records up, and stores nothing for others.
 */
export function createDht(
  records: RecordBook,
  { clientMode }: { readonly clientMode: boolean },
): ReturnType<typeof kadDHT> {
  const create = kadDHT({
    protocol: DHT_PROTOCOL,
    // Left out, the mode follows public addresses, and a local network would have no servers.
    clientMode,
    // The default drops private addresses, and with them every local network.
    peerInfoMapper: passthroughMapper,
    // The first lookup waits for this, so a host that just joined is not slow for a second.
    initialQuerySelfInterval: 50,
    validators: {
      [RECORD_NAMESPACE]: async (key, value) => {
        await records.accept(key, value)
      },
      // Anyone may store any number of public keys by default; we need none.
      pk: () => {
        throw new WitanError('PEER_PROTOCOL', 'Public key records are not stored here.')
      },
    },
    selectors: { [RECORD_NAMESPACE]: (_key, values) => selectNewest(values) },
  })
  return (components) => create(keepingNoProviders(components))
}

/** Where the DHT keeps who provides what. */
const PROVIDER_PREFIX = '/dht/provider/'

/** Provider records are not ours, nobody signs them and nothing bounds them, so none that a stranger sends is kept. */
function keepingNoProviders(components: KadDHTComponents): KadDHTComponents {
  const { datastore } = components
  const put: typeof datastore.put = (key, value, options) =>
    key.toString().startsWith(PROVIDER_PREFIX) ? key : datastore.put(key, value, options)
  const bounded = new Proxy(datastore, {
    get: (target, name) => {
      if (name === 'put') return put
      const member: unknown = Reflect.get(target, name)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
  return Object.create(components, { datastore: { value: bounded } }) as KadDHTComponents
}
