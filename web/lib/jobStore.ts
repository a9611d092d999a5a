/**
 * The requester's own jobs, in this browser's database and nowhere else: the journal that the client needs to finish a
 * job and take money back, and a record for people. Prompts and answers are kept only where the user asks for it.
 */

import type { JobId } from '#protocol/ids.ts'
import type { JobRecord } from '@/components/job/jobRecord.ts'

const DATABASE = 'witan'
const VERSION = 1
const CHANNEL = 'witan.jobs'

let opened: Promise<IDBDatabase> | undefined
let channel: BroadcastChannel | undefined
const listeners = new Set<() => void>()

/** Keeps a job's journal; resolves once it is on disk, for the client signs nothing before that. */
export async function saveJournal(jobId: JobId, text: string): Promise<void> {
  await write('journals', (store) => store.put(text, jobId))
}

/** Returns a job's journal; undefined when this browser has none. */
export async function loadJournal(jobId: JobId): Promise<string | undefined> {
  return await read<string | undefined>('journals', (store) => store.get(jobId))
}

/** Returns every journal, for a backup. They hold session keys. */
export async function listJournals(): Promise<readonly string[]> {
  return await read<string[]>('journals', (store) => store.getAll())
}

/** Returns the jobs that have a journal and no record. */
export async function listUnrecorded(): Promise<readonly JobId[]> {
  const [journals, records] = await Promise.all([
    read<JobId[]>('journals', (store) => store.getAllKeys()),
    read<JobId[]>('records', (store) => store.getAllKeys()),
  ])
  const recorded = new Set(records)
  return journals.filter((jobId) => !recorded.has(jobId))
}

/** Keeps what people are shown of a job. */
export async function saveRecord(record: JobRecord): Promise<void> {
  await write('records', (store) => store.put(record, record.jobId))
  announce()
}

/** Returns a job's record; undefined when this browser has none. */
export async function loadRecord(jobId: JobId): Promise<JobRecord | undefined> {
  return await read<JobRecord | undefined>('records', (store) => store.get(jobId))
}

/** Returns the records of one deployment, newest first. */
export async function listRecords(escrow: string): Promise<readonly JobRecord[]> {
  const all = await read<JobRecord[]>('records', (store) => store.getAll())
  return all.filter((record) => record.escrow === escrow).sort((a, b) => b.createdAt - a.createdAt)
}

/** Forgets a job: without its journal this browser can't take its money back any more. */
export async function forgetJob(jobId: JobId): Promise<void> {
  await write('journals', (store) => store.delete(jobId))
  await write('records', (store) => store.delete(jobId))
  announce()
}

/** Calls `listener` on every change, here or in another tab. Returns how to stop. */
export function subscribeJobs(listener: () => void): () => void {
  listeners.add(listener)
  channelOf().onmessage = notify
  return () => listeners.delete(listener)
}

function announce(): void {
  channelOf().postMessage('changed')
  notify()
}

function notify(): void {
  for (const listener of listeners) listener()
}

function channelOf(): BroadcastChannel {
  channel ??= new BroadcastChannel(CHANNEL)
  return channel
}

type StoreName = 'journals' | 'records'

async function read<T>(name: StoreName, ask: (store: IDBObjectStore) => IDBRequest): Promise<T> {
  const database = await open()
  const request = ask(database.transaction(name).objectStore(name))
  return await new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T)
    request.onerror = () => reject(request.error)
  })
}

async function write(name: StoreName, change: (store: IDBObjectStore) => void): Promise<void> {
  const database = await open()
  // strict: written through to the disk, for money hangs on it
  const transaction = database.transaction(name, 'readwrite', { durability: 'strict' })
  change(transaction.objectStore(name))
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onerror = () => reject(transaction.error)
    transaction.onabort = () => reject(transaction.error)
  })
}

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(DATABASE, VERSION)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('journals')
      request.result.createObjectStore('records')
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  }).catch((error: unknown) => {
    opened = undefined
    throw error
  })
  return opened
}
