/** The status screen. Pure. */

import { formatDollars } from '#protocol/units.ts'
import { formatDuration } from './formatDuration.ts'
import { formatTable } from './formatTable.ts'
import type { Output } from './output.ts'
import type { RegisteredStatus, RunningStatus, Status } from './readStatus.ts'

/** Returns the screen. @param now - Unix seconds. */
export function renderStatus(
  { chainId, signer, running, registered }: Status,
  { paint, now }: { readonly paint: Output['paint']; readonly now: number },
): string {
  return [
    headline(running, { paint, now }),
    '',
    section(paint, 'On chain', [
      ['chain', String(chainId)],
      ['signer', signer],
      ...(registered
        ? registeredRows(registered, now)
        : [['registered', 'no; run witan stake 100']]),
    ]),
    ...(registered === undefined
      ? []
      : ['', section(paint, 'Money', moneyRows(registered, { running, now }))]),
    ...(running === undefined ? [] : ['', section(paint, 'Work', workRows(running, now))]),
  ].join('\n')
}

function headline(
  running: RunningStatus | undefined,
  { paint, now }: { readonly paint: Output['paint']; readonly now: number },
): string {
  if (running === undefined) {
    return `${paint('red', '●')} offline: the node does not answer, so only what the chain knows is shown`
  }
  const since = `since ${formatDuration(now - running.startedAt)}`
  if (running.accepting) return `${paint('green', '●')} online ${since}`
  const why = running.paused ? 'paused by its operator' : 'but takes no tasks'
  return `${paint('yellow', '●')} up ${since}, ${why}`
}

function section(
  paint: Output['paint'],
  title: string,
  rows: readonly (readonly string[])[],
): string {
  const lines = formatTable(rows).split('\n')
  return [paint('bold', title), ...lines.map((line) => `  ${line}`)].join('\n')
}

function registeredRows(node: RegisteredStatus, now: number): string[][] {
  return [
    ['registered', `node ${node.nodeId}, ${formatDuration(now - node.registeredAt)} ago`],
    ['owner', node.owner],
    ['takes jobs', node.active ? 'yes' : 'no, switched off by its owner'],
    ...node.offers.map((offer, i) => [
      i === 0 ? 'models' : '',
      `${offer.role} ${offer.modelId.slice(0, 10)} at ${formatDollars(offer.pricePer1kOutputTokens)} per 1,000 tokens, ${formatDollars(offer.pricePer1kInputBytes)} per 1,000 bytes`,
    ]),
  ]
}

function moneyRows(
  { stake, room, open, owed }: RegisteredStatus,
  { running, now }: { readonly running: RunningStatus | undefined; readonly now: number },
): string[][] {
  const left = stake.thawsAt - now
  return [
    ['stake', `${formatDollars(stake.active)} dollars`],
    ...(stake.thawing === 0n
      ? []
      : [
          [
            'thawing',
            `${formatDollars(stake.thawing)} dollars, ${left > 0 ? `free in ${formatDuration(left)}` : 'free: witan unstake --finish'}`,
          ],
        ]),
    ...(stake.jailedUntil > now
      ? [['jailed', `for ${formatDuration(stake.jailedUntil - now)}`]]
      : []),
    ['room for jobs', `${formatDollars(room)} dollars`],
    ['in open jobs', `${formatDollars(open)} dollars at most`],
    [
      'unpaid vouchers',
      running ? `${formatDollars(running.unpaid)} dollars` : 'unknown while offline',
    ],
    [
      'owed on chain',
      `${formatDollars(owed)} dollars${owed > 0n ? ': witan withdraw --earnings' : ''}`,
    ],
  ]
}

function workRows(running: RunningStatus, now: number): string[][] {
  const { lastError, live } = running
  return [
    ['tasks now', `${running.activeTasks} of ${running.slots}, ${running.queuedTasks} waiting`],
    ['tasks so far', `${running.finishedTasks} finished, ${running.failedTasks} failed`],
    ['experts', running.loadedRoles.join(', ') || 'none loaded'],
    ...running.addresses.map((address, i) => [i === 0 ? 'addresses' : '', address]),
    [
      'last error',
      lastError
        ? `${lastError.code ?? ''} ${lastError.message}, ${formatDuration(now - lastError.at)} ago`.trim()
        : 'none',
    ],
    ...(live === undefined
      ? []
      : [
          ['live page', `${live.url} for /operate/live/ of the dApp`],
          ['live token', `${live.token} (whoever has it can pause the node)`],
        ]),
  ]
}
