'use client'

/** The site's configuration in a component: `const { data: site, error } = useSite()`. */

import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { loadSite, type Site } from './loadSite.ts'

/** Returns where the dApp runs, once it is known. */
export function useSite(): UseQueryResult<Site> {
  return useQuery({ queryKey: ['site'], queryFn: loadSite, staleTime: Number.POSITIVE_INFINITY })
}
