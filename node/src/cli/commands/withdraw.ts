/** witan withdraw: the requester's free balance, with --earnings what the node has earned, with --rewards finder's shares. */

import type { Chain } from '#chain/chain.ts'
import { claimProceeds } from '#chain/claimProceeds.ts'
import { pullEarnings } from '#chain/pullEarnings.ts'
import { readFreeBalance } from '#chain/readFreeBalance.ts'
import { readNodeAccount } from '#chain/readNodeAccount.ts'
import { readProceeds } from '#chain/readProceeds.ts'
import type { Transaction } from '#chain/sendCall.ts'
import { withdraw as withdrawFree } from '#chain/withdraw.ts'
import type { Config } from '#config/schema.ts'
import { WitanError } from '#protocol/errors.ts'
import { type Address, parseAddress } from '#protocol/ids.ts'
import { formatDollars } from '#protocol/units.ts'
import type { Command } from '../context.ts'
import { formatTable } from '../formatTable.ts'
import { loadSettings } from '../loadSettings.ts'
import { openWallet, type Wallet } from '../openWallet.ts'
import { readKeystoreAddress, requireOwnNode } from '../ownNode.ts'
import { parseAmount } from '../parseAmount.ts'
import { transactionJson } from '../transactionJson.ts'
import { trialJson, trialRow, tryStep } from '../trial.ts'

export type WithdrawOptions = {
  readonly amount?: string
  readonly earnings?: boolean
  readonly rewards?: boolean
  readonly ownerKeystore?: string
  readonly wallet?: string
  readonly to?: string
  readonly dryRun?: boolean
}

/** What could be taken, and how. */
type Source = {
  readonly kind: 'free balance' | 'earnings' | 'rewards'
  readonly available: bigint
  readonly amount: bigint
  readonly to: Address
  readonly send: (on: Chain) => Promise<Transaction>
}

export const withdraw: Command<WithdrawOptions> = async (context, options) => {
  const { output, prompts } = context
  const wanted = options.amount === undefined ? undefined : parseAmount(options.amount)
  assertOptions(options)
  const to = options.to === undefined ? undefined : parseAddress(options.to)
  const { config } = loadSettings(context)
  const wallet = await openWallet(context, config, {
    keystore: options.earnings ? options.ownerKeystore : options.wallet,
    name: options.earnings ? 'owner wallet' : 'wallet',
    readOnly: options.dryRun ?? false,
  })
  const source = await sourceOf(config, wallet, { options, wanted, to })

  const { kind, available, amount } = source
  const facts = { source: kind, available, amount, to: source.to }
  if (amount === 0n) {
    output.result(
      { ...facts, dryRun: options.dryRun ?? false, transaction: null },
      `There is nothing to withdraw; ${kind}: 0.00 dollars.`,
    )
    return 0
  }
  if (options.dryRun) {
    const attempt = { from: parseAddress(wallet.address), act: source.send }
    const trial = await tryStep(wallet.chain, 'withdraw', attempt)
    output.result(
      { ...facts, dryRun: true, transaction: null, simulated: [trialJson(trial)] },
      `${table(facts)}\n${formatTable([trialRow(trial)])}`,
    )
    return 0
  }
  const question = `Withdraw ${formatDollars(amount)} dollars of ${kind} to ${source.to}?`
  if (!(await prompts.confirm(question))) throw new WitanError('ABORTED', 'Nothing was sent.')

  const transaction = await source.send(wallet.chain)
  output.result(
    { ...facts, dryRun: false, transaction: transactionJson(transaction) },
    table({ ...facts, txHash: transaction.txHash }),
  )
  return 0
}

async function sourceOf(
  config: Config,
  wallet: Wallet,
  {
    options,
    wanted,
    to,
  }: {
    readonly options: WithdrawOptions
    readonly wanted: bigint | undefined
    readonly to: Address | undefined
  },
): Promise<Source> {
  if (options.earnings) return await earnings(config, wallet, to)
  if (options.rewards) return await rewards(wallet, to)
  return await freeBalance(wallet, wanted)
}

function assertOptions({ earnings, rewards, amount, to }: WithdrawOptions): void {
  if (earnings && rewards) {
    throw new WitanError('INPUT_INVALID', 'Earnings and rewards lie apart; take one at a time.')
  }
  const isWhole = earnings || rewards
  if (isWhole && amount !== undefined) {
    throw new WitanError(
      'INPUT_INVALID',
      `${earnings ? 'Earnings' : 'Rewards'} are always taken in full; leave the amount out.`,
    )
  }
  if (!isWhole && to !== undefined) {
    throw new WitanError(
      'INPUT_INVALID',
      'A free balance goes back to its own account; leave --to out.',
    )
  }
}

async function freeBalance(
  { chain, address }: Wallet,
  wanted: bigint | undefined,
): Promise<Source> {
  const available = await readFreeBalance(chain, address)
  const amount = wanted ?? available
  if (amount > available) {
    throw new WitanError(
      'INSUFFICIENT_FUNDS',
      `The free balance of ${address} is ${formatDollars(available)} dollars, less than the ${formatDollars(amount)} asked for.`,
      { meta: { available, requested: amount } },
    )
  }
  const send = (on: Chain) => withdrawFree(on, { amount })
  return { kind: 'free balance', available, amount, to: address, send }
}

async function earnings(
  config: Config,
  { chain, address }: Wallet,
  to: Address = address,
): Promise<Source> {
  const node = await requireOwnNode(chain, await readKeystoreAddress(config.keystore.path))
  const { owed } = await readNodeAccount(chain, node.nodeId)
  const send = (on: Chain) => pullEarnings(on, { nodeIds: [node.nodeId], to })
  return { kind: 'earnings', available: owed, amount: owed, to, send }
}

/** What showing faults brought the account: finder's shares of stake that was taken, and refunds of its own jobs. */
async function rewards({ chain, address }: Wallet, to: Address = address): Promise<Source> {
  const available = await readProceeds(chain, address)
  const send = (on: Chain) => claimProceeds(on, { to })
  return { kind: 'rewards', available, amount: available, to, send }
}

function table(facts: {
  readonly source: string
  readonly available: bigint
  readonly amount: bigint
  readonly to: Address
  readonly txHash?: string
}): string {
  return formatTable([
    ['source', facts.source],
    ['available', `${formatDollars(facts.available)} dollars`],
    ['amount', `${formatDollars(facts.amount)} dollars`],
    ['to', facts.to],
    ...(facts.txHash === undefined ? [] : [['transaction', facts.txHash]]),
  ])
}
