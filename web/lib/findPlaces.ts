/** Where a search leads: ids are recognized by their shape, everything else is looked for among the pages. */

import { ERROR_CODES, type ErrorCode } from '#protocol/errorCodes.ts'
import { MAIN_ROUTES, OTHER_ROUTES } from '../components/shell/routes.ts'
import { errorHref } from './errorText.ts'

export type Place = { readonly href: string; readonly title: string; readonly about: string }

const MAX_ERRORS = 5

/** Returns places for a text, the likeliest first; all pages for an empty one. */
export function findPlaces(text: string): readonly Place[] {
  const query = text.trim().toLowerCase()
  const pages = [...MAIN_ROUTES, ...OTHER_ROUTES]
  if (query === '') return pages
  if (/^0x[0-9a-f]{64}$/.test(query)) {
    return [
      { href: `/tx/?hash=${query}`, title: 'Transaction', about: query },
      { href: `/audit/?q=${query}`, title: 'Events that name this hash', about: query },
    ]
  }
  if (/^0x[0-9a-f]{40}$/.test(query)) {
    return [
      { href: `/job/?id=${query}`, title: 'Job', about: query },
      { href: `/audit/?q=${query}`, title: 'Events of this account', about: query },
    ]
  }
  const caseNumber = /^case (\d{1,18})$/.exec(query)?.[1]
  if (caseNumber) {
    return [
      {
        href: `/case/?id=${caseNumber}`,
        title: `Case ${caseNumber}`,
        about: 'Its jury and verdict.',
      },
    ]
  }
  const number = /^(?:node )?(\d{1,10})$/.exec(query)?.[1]
  const node = number
    ? [
        {
          href: `/node/?id=${number}`,
          title: `Node ${number}`,
          about: 'Its offers, stake and record.',
        },
      ]
    : []
  const codes = (Object.keys(ERROR_CODES) as ErrorCode[])
    .filter((code) => code.toLowerCase().includes(query.replaceAll(' ', '_')))
    .slice(0, MAX_ERRORS)
    .map((code) => ({ href: errorHref(code), title: code, about: ERROR_CODES[code].sentence }))
  const named = pages.filter(({ title, about }) =>
    `${title} ${about}`.toLowerCase().includes(query),
  )
  return [...node, ...named, ...codes]
}
