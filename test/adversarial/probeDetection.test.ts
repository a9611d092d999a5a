/** A node that serves honestly only whom it takes for a verifier: how well could it tell? */

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { VERIFIER_DEFAULTS } from '#cli/verifying/composeVerifier.ts'
import { utf8 } from '#protocol/bytes.ts'
import { ROLES, type Role } from '#protocol/role.ts'
import { createPromptSource } from '#verifier/createPromptSource.ts'
import { type Payer, planPayer } from '#verifier/payers.ts'
import { livesOf } from '#verifier/requesterLives.ts'
import type { PromptSource } from '#verifier/verifier.ts'
import { getGenerator } from '../../scripts/experts/getGenerator.ts'
import { createRandom } from '../../scripts/experts/random.ts'
import { type Detection, detect, type Features } from '../support/probeDetector.ts'
import { DAY, drawsFrom, type PaidJob, requesterMarket } from '../support/requesterMarket.ts'

/** A market that is older than its requesters usually are. */
const DAYS = 300
/** From here on the attacker looks; payers are planned before. */
const FIRST = 250
const PROBES = 16
/** As `witan verify` does by itself. */
const { horizon: HORIZON, ...SETTINGS } = VERIFIER_DEFAULTS
/** How far from guessing the lower end of an interval may lie. */
const HARDLY = 0.02

/** A job by what a node sees of its payer: age, jobs before, time since the last, time of the day. */
function featuresOf({ at, age, earlier, gap }: Omit<PaidJob, 'requester'>): Features {
  const day = (2 * Math.PI * (at % DAY)) / DAY
  return [
    Math.log(60 + age),
    Math.log(1 + earlier),
    Math.log(60 + gap),
    Math.sin(day),
    Math.cos(day),
  ]
}

/** The attacker knows which jobs of the first half were probes: their verifier reported them. */
function attack(
  jobs: readonly PaidJob[],
  probes: readonly Omit<PaidJob, 'requester'>[],
): Detection {
  const middle = ((FIRST + DAYS) / 2) * DAY
  const seen = jobs.filter(({ at }) => at >= FIRST * DAY)
  const part = (isKnown: boolean) => ({
    probes: probes.filter(({ at }) => at < middle === isKnown).map(featuresOf),
    jobs: seen.filter(({ at }) => at < middle === isKnown).map(featuresOf),
  })
  return detect(part(true), part(false))
}

/** A verifier's probes of every second day, each planned as long before as the horizon allows. */
function planAll(seed: number) {
  const random = drawsFrom(seed)
  const { jobs, births } = requesterMarket(DAYS, random)
  const prompts = createPromptSource()
  const payers: Payer[] = []
  for (let epoch = FIRST; epoch < DAYS; epoch += 2) {
    const now = (epoch - HORIZON) * DAY
    const seen = jobs.filter(({ at }) => at < now)
    const lives = livesOf(seen, births, new Set(), now - 14 * DAY)
    for (let i = 0; i < PROBES; i++) {
      const slot = { epoch, epochSeconds: DAY, now }
      payers.push(planPayer(slot, { lives, settings: SETTINGS, prompts, random }))
    }
  }
  return { jobs, payers, random }
}

function jobOf({ epoch, at: share, fundAt, decoys, deposits }: Payer): Omit<PaidJob, 'requester'> {
  const at = Math.floor((epoch + share) * DAY)
  const born = deposits ? fundAt : (decoys[0]?.at ?? at)
  return { at, age: at - born, earlier: decoys.length, gap: at - (decoys.at(-1)?.at ?? born) }
}

/** As probes were bought before: fresh accounts that get their money for one job, at any time of the day. */
function naive({ epoch }: Payer, random: () => number): Omit<PaidJob, 'requester'> {
  return { at: Math.floor((epoch + random()) * DAY), age: 0, earlier: 0, gap: 0 }
}

describe('payers of probes', () => {
  it('are hardly told from requesters by age, history, pauses and hour', () => {
    for (const seed of [1, 2, 3, 4]) {
      const { jobs, payers } = planAll(seed)
      const found = attack(jobs, payers.map(jobOf))
      assert.ok(found.from <= 0.5 + HARDLY && found.auc < 0.6, `${seed}: ${JSON.stringify(found)}`)
    }
  })

  it('are found out where each is a fresh account, as the control shows', () => {
    const { jobs, payers, random } = planAll(5)
    const found = attack(
      jobs,
      payers.map((one) => naive(one, random)),
    )
    assert.ok(found.from > 0.9, JSON.stringify(found))
  })

  it('are told from those who pay more often where decoys are few', () => {
    const { jobs, payers } = planAll(6)
    const spared = payers.map((one) => ({ ...one, decoys: one.decoys.slice(-2) }))
    const found = attack(jobs, spared.map(jobOf))
    assert.ok(found.from > 0.55, JSON.stringify(found))
  })
})

/** What a text shows at a glance, and to whoever counts its bytes. */
function textFeatures(text: string): Features {
  const bytes = utf8(text).length
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0
  return [
    Math.log(bytes),
    count(/\s+/g) / bytes,
    count(/\d/g) / bytes,
    count(/[A-Z]/g) / bytes,
    count(/[.,;:!?]/g) / bytes,
    count(/["'“”]/g) / bytes,
    /^[A-Z]/.test(text) ? 1 : 0,
    /[.?!]$/.test(text) ? 1 : 0,
    /please/i.test(text) ? 1 : 0,
  ]
}

const TEXTS = 200

/** Role by role: an attacker serves one. */
function readTexts(source: PromptSource): Record<Role, Detection> {
  const found = ROLES.map((role, place) => {
    const random = drawsFrom(100 + place)
    const theirs = createRandom(200 + place)
    const generator = getGenerator(role)
    const texts = (draw: () => string) => Array.from({ length: TEXTS }, draw).map(textFeatures)
    const part = () => ({
      probes: texts(() => source.draw(role, random)),
      jobs: texts(() => generator.sample(theirs, 'train').prompt),
    })
    return [role, detect(part(), part())]
  })
  return Object.fromEntries(found)
}

describe('texts of probes', () => {
  it('tell hardly anything where the operator brings what people ask', () => {
    const more = Object.fromEntries(
      ROLES.map((role, place) => {
        const random = createRandom(300 + place)
        const ask = () => getGenerator(role).sample(random, 'train').prompt
        // from a short list, probes would repeat what chance put into it: 0.55 with four hundred
        return [role, Array.from({ length: 4_000 }, ask)]
      }),
    )
    const found = Object.values(readTexts(createPromptSource(more)))
    const auc = found.reduce((sum, one) => sum + one.auc, 0) / found.length
    // seven roles, so the interval of their mean is narrower than theirs
    const half = (found[0]!.to - found[0]!.from) / 2 / Math.sqrt(found.length)
    assert.ok(auc - half <= 0.5 + HARDLY && auc < 0.56, JSON.stringify({ auc, half, found }))
  })

  it('tell which are probes where only the shipped wordings are asked', () => {
    const found = Object.values(readTexts(createPromptSource()))
    for (const one of found) assert.ok(one.from > 0.6, JSON.stringify(one))
  })
})
