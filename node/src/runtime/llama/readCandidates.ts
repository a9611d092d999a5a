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
  const allowed: Candidate[] = []
  let best: number | undefined
  for (const [id, logit] of logits) {
    if (!Number.isFinite(logit)) continue
    const gap = best === undefined ? 0 : gapOf(best, logit)
    // of equally far ones the lower ids stay, so all of them are looked at
    if (allowed.length >= limit && gap > allowed.at(-1)!.gap) break
    if (mask !== undefined && !mask.allows(id)) continue
    best ??= logit
    allowed.push({ id, gap })
  }
  return allowed.sort((a, b) => a.gap - b.gap || a.id - b.id).slice(0, limit)
}

function gapOf(best: number, logit: number): number {
  return Math.min(MAX_GAP, Math.round((best - logit) * GAP_STEPS))
}
