/**
 * The requester inside the page: libp2p over websockets, sealing, and the user's wallet. The code is large, so it is
 * loaded by the first call; `warmUp()` starts that early. No server takes part.
 */

import type { Client } from '#client/createClient.ts'
import type { ConnectOptions, WebNetwork } from '#client/joinFromWeb.ts'
import type { ChainPort } from '#client/ports.ts'
import { loadJournal, saveJournal } from './jobStore.ts'
import { loadSite } from './loadSite.ts'
import { readChain } from './readChain.ts'
import type { Wallet } from './wallet/wallet.ts'

/** What a transaction of each kind is called in Activity. */
const LABELS = {
  deposit: 'Deposit for a job',
  fundJob: 'Fund a job',
  depositAndFund: 'Deposit and fund a job',
  amendJob: 'Raise the budget of a job',
  closeJob: 'Close a job',
  releaseJob: 'Reclaim the rest of a job',
  releaseJobDone: 'Reclaim the rest of a job',
} as const

let joining: Promise<WebNetwork> | undefined
const clients = new Map<string, Promise<Client>>()

/** Loads what sending needs and joins the network, in the background; a failure shows when a job is sent. */
export function warmUp(): void {
  void joinNetwork().catch(() => undefined)
  void loadSdk()
}

/** Returns the client's verbs and what plans a request in the page. */
export async function loadSdk() {
  const [{ submitJob }, { watchJob }, { planTemplate }, { classifyRole }] = await Promise.all([
    import('#client/submitJob.ts'),
    import('#client/watchJob.ts'),
    import('#swarm/planTemplate.ts'),
    import('#routing/classifyRole.ts'),
  ])
  return { submitJob, watchJob, planTemplate, classifyRole }
}

/**
 * Returns a client that pays from the wallet; one per account, so that it remembers how nodes did.
 *
 * @param wallet - Ready.
 * @throws {WitanError} what the site, the chain and the wallet throw.
 */
export async function openClient(wallet: Wallet): Promise<Client> {
  const key = `${wallet.name}/${wallet.address}`
  const known = clients.get(key)
  if (known) return await known
  const opening = connect(wallet)
  clients.set(key, opening)
  opening.catch(() => clients.delete(key))
  return await opening
}

async function connect(wallet: Wallet): Promise<Client> {
  const [network, chain] = await Promise.all([joinNetwork(), wallet.chain(LABELS.depositAndFund)])
  const journal: ConnectOptions['journal'] = { save: saveJournal, load: loadJournal }
  const client = await network.connect(chain, { journal })
  return {
    ...client,
    chain: await labelled(client.chain, wallet),
    // two tabs spend one free balance
    funding: (work) => navigator.locks.request('witan.funding', work),
  }
}

/** Returns the chain with each kind of transaction under its own label in Activity. */
async function labelled(port: ChainPort, wallet: Wallet): Promise<ChainPort> {
  const { connectChain } = await import('#client/connectChain.ts')
  const ports = new Map<string, Promise<ChainPort>>()
  const portOf = (kind: keyof typeof LABELS): Promise<ChainPort> => {
    const label = LABELS[kind]
    const opened = ports.get(label) ?? wallet.chain(label).then(connectChain)
    ports.set(label, opened)
    opened.catch(() => ports.delete(label))
    return opened
  }
  // A later job should not wait for its handle.
  void portOf('fundJob').catch(() => undefined)
  return {
    ...port,
    deposit: async (amount) => (await portOf('deposit')).deposit(amount),
    fundJob: async (terms) => (await portOf('fundJob')).fundJob(terms),
    amendJob: async (change) => (await portOf('amendJob')).amendJob(change),
    closeJob: async (jobId) => (await portOf('closeJob')).closeJob(jobId),
    releaseJob: async (jobId, sessionKey) =>
      (await portOf('releaseJob')).releaseJob(jobId, sessionKey),
    releaseJobDone: async (jobId, sessionKey, dones) =>
      (await portOf('releaseJobDone')).releaseJobDone(jobId, sessionKey, dones),
  }
}

function joinNetwork(): Promise<WebNetwork> {
  joining ??= join().catch((error: unknown) => {
    joining = undefined
    throw error
  })
  return joining
}

async function join(): Promise<WebNetwork> {
  const [{ bootstrap }, chain, { joinFromWeb }] = await Promise.all([
    loadSite(),
    readChain(),
    import('#client/joinFromWeb.ts'),
  ])
  return await joinFromWeb(chain, bootstrap)
}
