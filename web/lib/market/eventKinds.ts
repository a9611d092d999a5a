/** Words for every event of the contracts: what it is called, which group of the filters it is in, and what it says. */

import type { MarketEventName } from '#chain/marketEvents.ts'
import { rowStatusOf } from '#chain/voucherHead.ts'
import { formatMoney, formatTime } from '../format.ts'
import { type EventKind, type KindsOf, plural } from './eventKind.ts'
import { TRUST_KINDS } from './trustEventKinds.ts'

const sum = (parts: readonly (bigint | number)[]) =>
  parts.reduce((total: bigint, part) => total + BigInt(part), 0n)

/** A new event of a contract doesn't compile until it has its words here. */
const MARKET_KINDS: KindsOf<'JobEscrow' | 'NodeRegistry' | 'NodeStaking'> = {
  JobFunded: {
    title: 'Job funded',
    group: 'jobs',
    say: ({ allocations }) =>
      `${formatMoney(sum(allocations.map(({ cap }) => cap)))} locked for ${plural(allocations.length, 'node')}`,
    amount: ({ allocations }) => sum(allocations.map(({ cap }) => cap)),
  },
  JobAmended: {
    title: 'Job amended',
    group: 'jobs',
    say: ({ raised, added }) => {
      const more = formatMoney(sum([...raised.map(({ by }) => by), ...added.map(({ cap }) => cap)]))
      return added.length === 0
        ? `${more} more locked`
        : `${more} more locked, ${plural(added.length, 'node')} added`
    },
    amount: ({ raised, added }) =>
      sum([...raised.map(({ by }) => by), ...added.map(({ cap }) => cap)]),
  },
  JobClosed: {
    title: 'Job closed',
    group: 'jobs',
    say: ({ endsAt }) => `no more work after ${formatTime(endsAt)}`,
  },
  JobReleased: {
    title: 'Job released',
    group: 'jobs',
    say: ({ refund }) => `${formatMoney(refund)} back to the requester`,
    amount: ({ refund }) => refund,
  },
  Settled: {
    title: 'Vouchers settled',
    group: 'payments',
    say: ({ net, fee, rows }) => {
      const refused = rows.filter((row) => !['Paid', 'Capped'].includes(rowStatusOf(row))).length
      const note = refused === 0 ? '' : `, ${plural(refused, 'row')} paid nothing`
      return `${formatMoney(net)} to nodes and ${formatMoney(fee)} fee for ${plural(rows.length, 'voucher')}${note}`
    },
    amount: ({ net, fee }) => net + fee,
  },
  ReceiptsRooted: {
    title: 'Receipts rooted',
    group: 'payments',
    say: ({ receiptsRoot }) =>
      `root ${receiptsRoot.slice(0, 10)}… of the receipts behind a voucher`,
  },
  Pulled: {
    title: 'Earnings pulled',
    group: 'payments',
    say: ({ amount, nodeIds }) =>
      `${formatMoney(amount)} earned by ${plural(nodeIds.length, 'node')}`,
    amount: ({ amount }) => amount,
  },
  Deposited: {
    title: 'Deposit',
    group: 'payments',
    say: ({ amount }) => `${formatMoney(amount)} into the escrow`,
    amount: ({ amount }) => amount,
  },
  Withdrawn: {
    title: 'Withdrawal',
    group: 'payments',
    say: ({ amount }) => `${formatMoney(amount)} out of the escrow`,
    amount: ({ amount }) => amount,
  },
  FeesCollected: {
    title: 'Fees collected',
    group: 'payments',
    say: ({ burned, toTreasury }) =>
      `${formatMoney(burned)} burned, ${formatMoney(toTreasury)} to the treasury`,
    amount: ({ burned, toTreasury }) => burned + toTreasury,
  },
  Staked: {
    title: 'Staked',
    group: 'stake',
    say: ({ amount }) => `${formatMoney(amount)} put at stake`,
    amount: ({ amount }) => amount,
  },
  Thawed: {
    title: 'Thaw started',
    group: 'stake',
    say: ({ amount, thawsAt }) => `${formatMoney(amount)} free on ${formatTime(thawsAt)}`,
    amount: ({ amount }) => amount,
  },
  StakeWithdrawn: {
    title: 'Stake withdrawn',
    group: 'stake',
    say: ({ amount }) => `${formatMoney(amount)} paid out`,
    amount: ({ amount }) => amount,
  },
  Slashed: {
    title: 'Slashed',
    group: 'slashes',
    say: ({ amount, victimAmount, finderAmount, burned }) =>
      `${formatMoney(amount)} taken: ${formatMoney(victimAmount)} to the victim, ${formatMoney(finderAmount)} to the finder, ${formatMoney(burned)} burned`,
    amount: ({ amount }) => amount,
  },
  Jailed: {
    title: 'Jailed',
    group: 'slashes',
    say: ({ until, failedAfter }) =>
      `no new jobs before ${formatTime(until)}; its punishments weigh as much as ${plural(Math.round(failedAfter / 1000), 'failed check')} now`,
  },
  ProceedsClaimed: {
    title: 'Slash share claimed',
    group: 'slashes',
    say: ({ amount }) => `${formatMoney(amount)} of slashed stake paid out`,
    amount: ({ amount }) => amount,
  },
  ProceedsBurned: {
    title: 'Slashed stake burned',
    group: 'slashes',
    say: ({ amount }) => `${formatMoney(amount)} sent to the burn address`,
    amount: ({ amount }) => amount,
  },
  NodeRegistered: {
    title: 'Node registered',
    group: 'nodes',
    say: ({ operatorGroup }) =>
      operatorGroup === 0 ? 'a new node' : `a new node of operator group ${operatorGroup}`,
  },
  OffersChanged: {
    title: 'Offers changed',
    group: 'nodes',
    say: ({ offers }) => (offers.length === 0 ? 'offers nothing' : plural(offers.length, 'offer')),
  },
  ActiveChanged: {
    title: 'Availability changed',
    group: 'nodes',
    say: ({ active }) => (active ? 'takes new jobs' : 'takes no new jobs'),
  },
  SignerRotated: {
    title: 'Signer rotated',
    group: 'nodes',
    say: ({ oldValidUntil }) => `the old signer is valid until ${formatTime(oldValidUntil)}`,
  },
  PeerIdChanged: { title: 'Peer id changed', group: 'nodes', say: () => 'a new network identity' },
  AnnouncementChanged: {
    title: 'Announcement changed',
    group: 'nodes',
    say: ({ announcementHash }) => `hash ${announcementHash.slice(0, 10)}…`,
  },
  Paused: {
    title: 'Pause changed',
    group: 'powers',
    say: ({ until }) => `new deposits and jobs wait until ${formatTime(Number(until))}`,
  },
  Bound: {
    title: 'Contracts bound',
    group: 'powers',
    say: () => 'the registry knows its staking contract and its escrow for good',
  },
  EIP712DomainChanged: {
    title: 'Signing domain changed',
    group: 'powers',
    say: () => 'the domain of signatures changed',
  },
}

const KINDS = { ...MARKET_KINDS, ...TRUST_KINDS }

export const EVENT_NAMES = Object.keys(KINDS) as readonly MarketEventName[]

/** Returns the words of an event's kind. */
export function eventKind(name: MarketEventName): EventKind {
  return KINDS[name] as EventKind
}
