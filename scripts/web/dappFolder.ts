/** Where the dApp's sources are and where its build lies. */

import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '..', '..')
export const WEB = join(ROOT, 'web')
export const DAPP = join(WEB, 'out')
