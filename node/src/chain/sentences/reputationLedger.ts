import type { reputationLedgerAbi } from '../generated/reputationLedger.ts'
import type { SentenceTable } from './table.ts'

/** What ReputationLedger's custom errors mean. */
export const reputationLedgerSentences: SentenceTable<typeof reputationLedgerAbi> = {
  ReputationLedgerNotBench: (caller, bench) =>
    `Only the bench ${bench} records checks, not ${caller}. Report a probe there.`,
  ReputationLedgerUnknownRole: (role) =>
    `There is no role ${role}; roles are 0 to 6. Check the role.`,
  ReputationLedgerTooManyNodes: (count, maxCount) =>
    `${count} nodes were asked for at once, but at most ${maxCount} are allowed. Ask in parts.`,
  ReputationLedgerZeroAddress: () => 'An address is zero. Name a real account.',
}
