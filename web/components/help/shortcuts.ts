/** The keys of the dApp, for the help page. */
export const SHORTCUTS: readonly (readonly [keys: string, does: string])[] = [
  ['/', 'Search: job ids, transactions, nodes, pages, errors'],
  ['g then h', 'Go to the start'],
  ['g then c', 'Go to the chat'],
  ['g then j', 'Go to your jobs'],
  ['g then n', 'Go to the nodes'],
  ['g then o', 'Go to your node'],
  ['g then a', 'Go to the audit'],
  ['g then s', 'Go to the figures'],
  ['Ctrl + Enter', 'Send the request that you are writing'],
  ['Esc', 'Stop an answer, close a dialog'],
  ['?', 'This list'],
]
