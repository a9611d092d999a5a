'use client'

/** What requester pages show, kept up to date: jobs of this page, records of this browser, settings. */

import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import type { JobId } from '#protocol/ids.ts'
import {
  listRecords,
  listUnrecorded,
  loadJournal,
  loadRecord,
  subscribeJobs,
} from '@/lib/jobStore.ts'
import { loadSite } from '@/lib/loadSite.ts'
import { heldJobs } from './jobLock.ts'
import type { JobRecord } from './jobRecord.ts'
import { listRunningJobs, type RunningJob, subscribeRunningJobs } from './jobRunner.ts'
import { readSpent } from './ownSpending.ts'
import {
  DEFAULT_SETTINGS,
  type RequesterSettings,
  readSettings,
  subscribeSettings,
} from './requesterSettings.ts'
import type { Spent } from './spendCaps.ts'

const NO_JOBS: readonly RunningJob[] = []

/** Returns the jobs of this page, oldest first. */
export function useRunningJobs(): readonly RunningJob[] {
  return useSyncExternalStore(subscribeRunningJobs, listRunningJobs, () => NO_JOBS)
}

/** Returns how this browser's user spends and what it keeps. */
export function useSettings(): RequesterSettings {
  return useSyncExternalStore(subscribeSettings, readSettings, () => DEFAULT_SETTINGS)
}

export type OwnJobs = {
  readonly records: readonly JobRecord[]
  /** Ids of jobs that run in some tab. */
  readonly held: ReadonlySet<string>
  readonly spent: Spent
  /** Jobs that were signed for and never seen funded, as when the page was closed in between. */
  readonly unconfirmed: readonly JobId[]
}

/** Returns what this browser remembers of its jobs on the site's deployment. */
export function useOwnJobs(): UseQueryResult<OwnJobs> {
  const queries = useQueryClient()
  useEffect(
    () => subscribeJobs(() => void queries.invalidateQueries({ queryKey: ['ownJobs'] })),
    [queries],
  )
  return useQuery({
    queryKey: ['ownJobs', 'all'],
    queryFn: async () => {
      const escrow = (await loadSite()).deployment.contracts.JobEscrow.address
      const [records, held, spent, jobIds] = await Promise.all([
        listRecords(escrow),
        heldJobs(),
        readSpent(escrow),
        listUnrecorded(),
      ])
      return { records, held, spent, unconfirmed: jobIds.filter((id) => !held.has(id)) }
    },
  })
}

export type OwnJob = {
  readonly record: JobRecord | undefined
  readonly journal: string | undefined
  readonly held: boolean
}

/** Returns what this browser remembers of one job. */
export function useOwnJob(jobId: JobId | undefined): UseQueryResult<OwnJob> {
  const queries = useQueryClient()
  useEffect(
    () => subscribeJobs(() => void queries.invalidateQueries({ queryKey: ['ownJobs'] })),
    [queries],
  )
  return useQuery({
    queryKey: ['ownJobs', jobId],
    enabled: jobId !== undefined,
    queryFn: async () => {
      const [record, journal, held] = await Promise.all([
        loadRecord(jobId!),
        loadJournal(jobId!),
        heldJobs(),
      ])
      return { record, journal, held: held.has(jobId!) }
    },
  })
}
