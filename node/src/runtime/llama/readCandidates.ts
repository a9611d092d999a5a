import type { Token } from 'node-llama-cpp'
import { type Candidate, GAP_STEPS, MAX_GAP } from '#protocol/race.ts'
import type { GrammarMask } from './grammarMask.ts'

/**
 * Returns the likeliest allowed tokens as a race takes them: sorted by gap, then by id.
 *
 * @param logits - Of the whole vocabulary, or of its likeliest part; likeliest first.
 * @param limit - Most candidates.
 * @param mask - Which tokens are allowed; all of them without.
 */
export function readCandidates(
  logits: ReadonlyMap<Token, number>,
  limit: number,
  mask?: GrammarMask,
): Candidate[] {
  const allowed: { id: number; logit: number }[] = []
  for (const [id, logit] of logits) {
    if (!Number.isFinite(logit)) continue
    // equal ones come in no order of their own: all of them are looked at, and the lower ids stay
    if (allowed.length >= limit && logit < allowed.at(-1)!.logit) break
    if (mask === undefined || mask.allows(id)) allowed.push({ id, logit })
  }
  const best = allowed[0]?.logit ?? 0
  return allowed
    .sort((a, b) => b.logit - a.logit || a.id - b.id)
    .slice(0, limit)
    .map(({ id, logit }) => ({
      id,
      gap: Math.min(MAX_GAP, Math.round((best - logit) * GAP_STEPS)),
    }))
    .sort((a, b) => a.gap - b.gap || a.id - b.id)
}
