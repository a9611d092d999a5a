/** Accounts that pay for probes: opened long before, each with a life copied from a requester's; the probe is its last job. */

import { addressOf } from '#chain/addressOf.ts'
import { createSessionKey } from '#chain/createSessionKey.ts'
import { readFreeBalance } from '#chain/readFreeBalance.ts'
import { readTokenBalance } from '#chain/readTokenBalance.ts'
import type { Hex } from '#protocol/bytes.ts'
import type { Role } from '#protocol/role.ts'
import type { RecordTable } from '#store/records.ts'
import { fundPayer } from './fundPayer.ts'
import { drawLife, type Life } from './requesterLives.ts'
import type { Verifier, VerifierSettings } from './verifier.ts'

/** A job that is bought as any other, and looked at by nobody. */
export type Decoy = {
  /** Unix seconds. */
  readonly at: number
  readonly role: Role
  readonly prompt: string
  readonly temperatureMilli: number
  done?: boolean
}

export type Payer = {
  readonly id: string
  readonly accountKey: Hex
  /** Epoch of its probe, and share of it that is over then (0 to 1). */
  epoch: number
  at: number
  /** When it gets its money, Unix seconds. */
  readonly fundAt: number
  /** Micro-dollars and wei, in decimal. */
  readonly amount: string
  readonly coinsWei: string
  readonly decoys: readonly Decoy[]
  /** Whether it deposits when it gets its money, as requesters do who came before their first job. */
  readonly deposits: boolean
  /** Whether money may be on its way to it. */
  begun?: boolean
  funded?: boolean
  deposited?: boolean
  /** Belongs to a probe of a committed epoch. */
  taken?: boolean
}

/** Something that a payer does at its time. */
export type Errand = { readonly at: number; readonly run: (signal: AbortSignal) => Promise<void> }

const KIND = 'payer'
/** Share of requests that leave the likeliest token, as users do who want variety. */
const WARM_SHARE = 0.25
/** A verifier reports an epoch in the next one, and commits to the one after that. */
const EPOCHS_APART = 2
/** Amounts that people move, micro-dollars. */
const ROUND_AMOUNTS = [0.25, 0.5, 1, 2, 5, 10, 20, 50, 100].map((dollars) =>
  BigInt(Math.round(dollars * 1e6)),
)
/** What a decoy costs at most of what it may lock, for the float of its payer. */
const SPENT_PARTS = 4n

/** Returns all payers that are still to pay for a probe. */
export function readPayers(records: RecordTable): Payer[] {
  return records.list(KIND).map((text) => JSON.parse(text) as Payer)
}

/** Forgets a payer whose probe was reported: from then on everybody knows whose it was. */
export function forgetPayer(records: RecordTable, accountKey: Hex): void {
  const payer = readPayers(records).find((one) => one.accountKey === accountKey)
  if (payer !== undefined) records.remove(KIND, payer.id)
}

/**
 * Sees that every epoch of the horizon has its payers. An epoch is planned as soon as the horizon reaches it, so that
 * there is time for a life before the probe.
 *
 * @param time - The chain's clock (Unix seconds), and how long an epoch is.
 */
export async function planPayers(
  verifier: Verifier,
  { now, epochSeconds }: { readonly now: number; readonly epochSeconds: number },
): Promise<void> {
  const { records, settings, prompts, random } = verifier
  const current = Math.floor(now / epochSeconds)
  const payers = readPayers(records).filter(({ taken }) => !taken)
  // whose epoch passed while nobody was here serves a later one; nobody ages alike
  const late = payers.filter(({ epoch }) => epoch <= current)
  let lives: readonly Life[] | undefined
  for (let epoch = current + 1; epoch <= current + settings.horizon; epoch += EPOCHS_APART) {
    const there = payers.filter((one) => one.epoch === epoch).length
    for (let i = there; i < settings.probes; i++) {
      const waiting = late.pop()
      if (waiting !== undefined) {
        save(records, { ...waiting, epoch })
        continue
      }
      lives ??= await verifier.seenLives()
      const slot = { epoch, epochSeconds, now }
      save(records, planPayer(slot, { lives, settings, prompts, random }))
    }
  }
}

/** Returns a payer with the life of an ordinary requester, whose last job falls into an epoch. */
export function planPayer(
  {
    epoch,
    epochSeconds,
    now,
  }: { readonly epoch: number; readonly epochSeconds: number; readonly now: number },
  {
    lives,
    settings,
    prompts,
    random,
  }: Pick<Verifier, 'prompts' | 'random'> & {
    readonly lives: readonly Life[]
    readonly settings: Pick<VerifierSettings, 'decoys' | 'maxBudget' | 'coinsWei'>
  },
): Payer {
  const begins = epoch * epochSeconds
  const most = { age: Math.max(0, begins - now), earlier: settings.decoys }
  const life = drawLife(lives, most, random)
  const probedAt = Math.floor(begins + life.dayTime * epochSeconds)
  const accountKey = createSessionKey().privateKey
  const jobs = BigInt(life.earlier.length)
  const need = settings.maxBudget + (settings.maxBudget * jobs) / SPENT_PARTS
  return {
    id: `${String(epoch).padStart(12, '0')}/${addressOf(accountKey)}`,
    accountKey,
    epoch,
    at: life.dayTime,
    fundAt: probedAt - life.age,
    amount: roundAmount(need, random).toString(),
    coinsWei: scaled(settings.coinsWei * (jobs + 1n), 0.5 + random()).toString(),
    deposits: life.age > (life.earlier[0] ?? 0),
    decoys: life.earlier.map((before) => aDecoy(probedAt - before, { prompts, random })),
  }
}

/** Takes the payers of an epoch for its probes, as many as are there. */
export function takePayers(records: RecordTable, epoch: number, count: number): Payer[] {
  const own = readPayers(records).filter((one) => one.epoch === epoch && !one.taken)
  const taken = own.slice(0, count)
  for (const payer of taken) save(records, { ...payer, taken: true })
  return taken
}

/** Returns what all payers have to do until some time, their probes excepted. */
export function errandsOf(verifier: Verifier, until: number): Errand[] {
  return readPayers(verifier.records).flatMap((payer) => [
    ...moneyErrands(verifier, payer, until),
    ...payer.decoys.flatMap(({ at, done }, place) =>
      done || at >= until
        ? []
        : [
            {
              at,
              run: async (signal: AbortSignal) =>
                await buy(verifier, { id: payer.id, place, signal }),
            },
          ],
    ),
  ])
}

function moneyErrands(verifier: Verifier, payer: Payer, until: number): Errand[] {
  const { id, fundAt: at, funded } = payer
  if (at >= until) return []
  if (!funded) return [{ at, run: async (signal) => await fund(verifier, id, signal) }]
  return isToDeposit(payer) ? [{ at, run: async () => await depositOnce(verifier, id) }] : []
}

/** Notes that money is on its way before it is, so that a run after this one looks what came of it. */
async function fund(verifier: Verifier, id: string, signal: AbortSignal): Promise<void> {
  const { records } = verifier
  const payer = readPayers(records).find((one) => one.id === id)
  if (payer === undefined || payer.funded) return
  save(records, { ...payer, begun: true })
  await fundPayer(verifier, payer, signal)
  save(records, { ...payer, begun: true, funded: true })
  await depositOnce(verifier, id)
}

/** Deposits as requesters do who came before their first job; what another run deposited is on chain. */
async function depositOnce(verifier: Verifier, id: string): Promise<void> {
  const { chain, records, settings } = verifier
  const payer = readPayers(records).find((one) => one.id === id)
  if (payer === undefined || !isToDeposit(payer) || settings.outsideFloat) return
  const amount = BigInt(payer.amount)
  const account = addressOf(payer.accountKey)
  const [held, free] = await Promise.all([
    readTokenBalance(chain, account),
    readFreeBalance(chain, account),
  ])
  // what is missing here was deposited, or spent by a job that took its own deposit along
  if (held >= amount && free < amount) await verifier.deposit(payer.accountKey, amount)
  save(records, { ...payer, deposited: true })
}

function isToDeposit({ funded, deposits, deposited }: Payer): boolean {
  return Boolean(funded && deposits && !deposited)
}

async function buy(
  verifier: Verifier,
  {
    id,
    place,
    signal,
  }: { readonly id: string; readonly place: number; readonly signal: AbortSignal },
): Promise<void> {
  const { records, settings, tell } = verifier
  const payer = readPayers(records).find((one) => one.id === id)
  const decoy = payer?.decoys[place]
  if (payer === undefined || !payer.funded || decoy === undefined || decoy.done) return
  // once, whatever comes of it: a requester whose job failed may well go away
  decoy.done = true
  save(records, payer)
  const { accountKey } = payer
  const { role, prompt, temperatureMilli } = decoy
  const { maxBudget } = settings
  await verifier.buyDecoy({ accountKey, role, prompt, temperatureMilli, maxBudget, signal })
  tell({ event: 'decoy', role })
}

function aDecoy(at: number, { prompts, random }: Pick<Verifier, 'prompts' | 'random'>): Decoy {
  const role = prompts.roles[Math.floor(random() * prompts.roles.length)]!
  return { at, role, prompt: prompts.draw(role, random), temperatureMilli: drawTemperature(random) }
}

/** Returns how freely tokens of a request are drawn, thousandths: most leave it as it is. */
export function drawTemperature(random: () => number): number {
  return random() < WARM_SHARE ? 100 * Math.ceil(10 * random()) : 0
}

function roundAmount(need: bigint, random: () => number): bigint {
  const wanted = scaled(need, 1 + 3 * random())
  return ROUND_AMOUNTS.find((amount) => amount >= wanted) ?? wanted
}

function scaled(amount: bigint, by: number): bigint {
  return (amount * BigInt(Math.round(by * 1000))) / 1000n
}

function save(records: RecordTable, payer: Payer): void {
  records.set(KIND, payer.id, JSON.stringify(payer))
}
