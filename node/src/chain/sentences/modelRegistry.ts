import type { modelRegistryAbi } from '../generated/modelRegistry.ts'
import type { SentenceTable } from './table.ts'

/** What ModelRegistry's custom errors mean. */
export const modelRegistrySentences: SentenceTable<typeof modelRegistryAbi> = {
  ModelRegistryTaken: (modelId, publisher) =>
    `The model ${modelId} was registered by ${publisher}. Compare its record with your file before you serve it.`,
  ModelRegistryUnknownModel: (modelId) =>
    `The model ${modelId} is not registered. Register it first.`,
  ModelRegistryNotPublisher: (modelId, publisher, caller) =>
    `The thresholds of ${modelId} are published by ${publisher}, not by ${caller}. Use that account.`,
  ModelRegistryBadStopTokens: (count, maxCount) =>
    `A model has 1 to ${maxCount} stop tokens in rising order; ${count} were given. Check the list.`,
  ModelRegistryTooLong: (length, maxLength) =>
    `A text has ${length} bytes, but at most ${maxLength} are allowed. Shorten it.`,
  ModelRegistryEmptyModel: (contextTokens, rolesBitmap) =>
    `A model needs a context and a role, but has ${contextTokens} tokens and roles ${rolesBitmap}. Fill both in.`,
  ModelRegistryZeroAddress: () => 'An address is zero. Name a real account.',
  SafeERC20FailedOperation: (token) =>
    `The token ${token} refused the transfer. Check the balance and the allowance.`,
}
