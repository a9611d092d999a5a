/** Pages of the dApp, in the order in which people meet them. */

export type Route = {
  readonly href: string
  readonly title: string
  /** What it is for, for search. */
  readonly about: string
}

/** In the header. */
export const MAIN_ROUTES: readonly Route[] = [
  { href: '/chat/', title: 'Chat', about: 'Post a sealed job and read its answer.' },
  { href: '/jobs/', title: 'Jobs', about: 'The jobs of this browser and what they cost.' },
  { href: '/nodes/', title: 'Nodes', about: 'Who answers, at what price, with what stake.' },
  { href: '/operate/', title: 'Operate', about: 'Stake, price and earn with your own node.' },
  { href: '/audit/', title: 'Audit', about: 'Every funding, settlement and stake on the chain.' },
  { href: '/stats/', title: 'Stats', about: 'The market in figures, with their formulas.' },
]

/** In the footer and in search. */
export const OTHER_ROUTES: readonly Route[] = [
  { href: '/account/', title: 'Account', about: 'Balance, deposit and withdrawal.' },
  { href: '/operate/live/', title: 'Live node', about: 'Your running node, from its own port.' },
  { href: '/receipt/', title: 'Receipts', about: 'Check a signed receipt in this browser.' },
  { href: '/case/', title: 'Court', about: 'Cases, proven faults and their evidence.' },
  { href: '/probe/', title: 'Probes', about: 'What verifiers checked, drawn again here.' },
  { href: '/contracts/', title: 'Contracts', about: 'Addresses, powers, parameters, bytecode.' },
  { href: '/help/', title: 'Help', about: 'Words, keys and errors explained.' },
]
