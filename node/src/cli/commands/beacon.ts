/** witan beacon: fixes a round of randomness that duties or a jury wait for. Anyone may, and nobody can choose it. */

import type { Chain } from '#chain/chain.ts'
import { proveBeacon } from '#chain/proveBeacon.ts'
import { proveRound } from '#chain/proveRound.ts'
import { readBeacon } from '#chain/readBeacon.ts'
import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import type { Command } from '../context.ts'
import { formatTable } from '../formatTable.ts'
import { loadSettings } from '../loadSettings.ts'
import { openWallet } from '../openWallet.ts'
import { transactionJson } from '../transactionJson.ts'
import { trialJson, trialRow, tryStep } from '../trial.ts'

export type BeaconOptions = {
  readonly round: string
  readonly relays?: string
  readonly signature?: string
  readonly wallet?: string
  readonly dryRun?: boolean
}

export const beacon: Command<BeaconOptions> = async (context, options) => {
  const { output } = context
  const round = parseRound(options.round)
  const signature = options.signature === undefined ? undefined : parseSignature(options.signature)
  const { config } = loadSettings(context)
  const relays = options.relays?.split(',').map((url) => url.trim()) ?? config.chain.drandRelays
  const readOnly = options.dryRun ?? false
  const wallet = await openWallet(context, config, {
    keystore: options.wallet,
    name: 'wallet',
    readOnly,
  })
  const { chain } = wallet
  const known = await readBeacon(chain, round)
  const act = (on: Chain) =>
    signature === undefined
      ? proveRound(on, { round, relays })
      : proveBeacon(on, { round, signature })
  if (known.value !== undefined || known.missed) {
    const state = known.missed ? 'missed' : 'known'
    output.result(
      { round, state, value: known.value ?? null, transaction: null },
      formatTable([
        ['round', String(round)],
        ['state', state],
        ['randomness', known.value ?? ''],
      ]),
    )
    return 0
  }
  if (readOnly) {
    const trial = await tryStep(chain, 'beacon', { from: wallet.address, act })
    output.result(
      { round, state: 'open', dryRun: true, transaction: null, simulated: [trialJson(trial)] },
      formatTable([['round', String(round)], trialRow(trial)]),
    )
    return 0
  }
  const transaction = await act(chain)
  const { value = null } = await readBeacon(chain, round)
  output.result(
    { round, state: 'known', value, transaction: transactionJson(transaction) },
    formatTable([
      ['round', String(round)],
      ['state', 'known'],
      ['randomness', value ?? ''],
      ['transaction', transaction.txHash],
    ]),
  )
  return 0
}

function parseRound(text: string): bigint {
  if (/^[1-9]\d{0,18}$/.test(text)) return BigInt(text)
  throw new WitanError('INPUT_INVALID', `${text.slice(0, 40)} is no number of a round, from 1.`)
}

function parseSignature(text: string): Hex {
  const hex = text.replace(/^0x/i, '')
  if (/^[0-9a-f]{96}$/i.test(hex)) return `0x${hex}`
  throw new WitanError(
    'INPUT_INVALID',
    'A signature of drand has 96 hexadecimal digits. Copy it as a relay shows it.',
  )
}
