/** witan unstake: thaws stake, and with --finish withdraws what has thawed. */

import type { Chain } from '#chain/chain.ts'
import type { OnChainNode } from '#chain/onChainNode.ts'
import { readStake, type Stake } from '#chain/readStake.ts'
import { thaw } from '#chain/thaw.ts'
import { withdrawStake } from '#chain/withdrawStake.ts'
import { WitanError } from '#protocol/errors.ts'
import type { Address } from '#protocol/ids.ts'
import { formatDollars } from '#protocol/units.ts'
import type { Command, CommandContext } from '../context.ts'
import { formatDuration } from '../formatDuration.ts'
import { formatTable } from '../formatTable.ts'
import { loadSettings } from '../loadSettings.ts'
import { openWallet } from '../openWallet.ts'
import { readKeystoreAddress, requireOwnNode } from '../ownNode.ts'
import { parseAmount } from '../parseAmount.ts'
import { transactionJson } from '../transactionJson.ts'
import { type Trial, trialJson, trialRow, tryStep } from '../trial.ts'
import { waitForThaw } from '../waitForThaw.ts'

export type UnstakeOptions = {
  readonly amount?: string
  readonly finish?: boolean
  readonly wait?: boolean
  readonly ownerKeystore?: string
  readonly dryRun?: boolean
}

type Subject = {
  readonly chain: Chain
  /** Account of the owner wallet. */
  readonly address: Address
  readonly node: OnChainNode
  readonly stake: Stake
}

export const unstake: Command<UnstakeOptions> = async (context, options) => {
  const amount = amountOf(options)
  const { config } = loadSettings(context)
  const signer = await readKeystoreAddress(config.keystore.path)
  const { chain, address } = await openWallet(context, config, {
    keystore: options.ownerKeystore,
    name: 'owner wallet',
    readOnly: options.dryRun ?? false,
  })
  const node = await requireOwnNode(chain, signer)
  const subject = { chain, address, node, stake: await readStake(chain, node.nodeId) }

  if (amount === undefined) await finish(context, options, subject)
  else await begin(context, { ...options, amount }, subject)
  return 0
}

/** Returns the amount to thaw; undefined with --finish. */
function amountOf({ amount, finish, wait }: UnstakeOptions): bigint | undefined {
  if (finish && amount !== undefined) {
    throw new WitanError(
      'INPUT_INVALID',
      'Everything that has thawed is withdrawn; leave the amount out.',
    )
  }
  if (!finish && amount === undefined) {
    throw new WitanError('INPUT_INVALID', 'Give the amount to thaw, or --finish to withdraw.')
  }
  if (wait && !finish) throw new WitanError('INPUT_INVALID', '--wait belongs to --finish.')
  return amount === undefined ? undefined : parseAmount(amount)
}

async function begin(
  { output, prompts }: CommandContext,
  { amount, dryRun = false }: { amount: bigint; dryRun?: boolean },
  { chain, address, node, stake }: Subject,
): Promise<void> {
  if (amount > stake.active) {
    throw new WitanError(
      'INSUFFICIENT_FUNDS',
      `Node ${node.nodeId} has ${formatDollars(stake.active)} dollars at stake, less than the ${formatDollars(amount)} asked for.`,
      { meta: { active: stake.active, requested: amount } },
    )
  }
  if (stake.thawing > 0n) {
    output.note(
      `${formatDollars(stake.thawing)} dollars thaw already; thawing more starts their clock again.`,
    )
  }
  const facts = { nodeId: node.nodeId, amount, left: stake.active - amount }
  if (dryRun) {
    const { nodeId } = node
    const act = (on: Chain) => thaw(on, { nodeId, amount })
    const trial = await tryStep(chain, 'thaw', { from: address, act })
    output.result(
      { ...facts, dryRun, thawsAt: null, transaction: null, simulated: [trialJson(trial)] },
      `Would thaw ${formatDollars(amount)} dollars; ${formatDollars(facts.left)} stay at stake.\n${formatTable([trialRow(trial)])}`,
    )
    return
  }
  const question = `Thaw ${formatDollars(amount)} dollars of node ${node.nodeId}? ${formatDollars(facts.left)} stay at stake.`
  if (!(await prompts.confirm(question))) throw new WitanError('ABORTED', 'Nothing was sent.')

  const { thawsAt, ...transaction } = await thaw(chain, { nodeId: node.nodeId, amount })
  output.result(
    { ...facts, dryRun, thawsAt, transaction: transactionJson(transaction) },
    formatTable([
      ['thawing', `${formatDollars(amount)} dollars`],
      ['at stake', `${formatDollars(facts.left)} dollars`],
      ['free', `${isoTime(thawsAt)}, then run witan unstake --finish`],
      ['transaction', transaction.txHash],
    ]),
  )
}

async function finish(
  context: CommandContext,
  { wait = false, dryRun = false }: UnstakeOptions,
  { chain, address, node, stake }: Subject,
): Promise<void> {
  const { output, prompts } = context
  if (stake.thawing === 0n) {
    throw new WitanError('INPUT_INVALID', 'No stake is thawing; give the amount to thaw first.')
  }
  const amount = stake.thawing
  const secondsLeft = stake.thawsAt - Math.floor(Date.now() / 1000)
  const facts = { nodeId: node.nodeId, amount, thawsAt: stake.thawsAt }
  if (dryRun) {
    const { nodeId } = node
    const trial: Trial =
      secondsLeft > 0
        ? { step: 'withdraw', skipped: 'the stake still thaws' }
        : await tryStep(chain, 'withdraw', {
            from: address,
            act: (on) => withdrawStake(on, { nodeId }),
          })
    output.result(
      {
        ...facts,
        dryRun,
        secondsLeft: Math.max(0, secondsLeft),
        transaction: null,
        simulated: [trialJson(trial)],
      },
      `Would withdraw ${formatDollars(amount)} dollars in ${formatDuration(secondsLeft)}.\n${formatTable([trialRow(trial)])}`,
    )
    return
  }
  if (secondsLeft > 0) output.note(`The stake thaws for another ${formatDuration(secondsLeft)}.`)
  if (wait) await waitForThaw(context, stake.thawsAt)
  const question = `Withdraw ${formatDollars(amount)} dollars of stake to ${node.owner}?`
  if (!(await prompts.confirm(question))) throw new WitanError('ABORTED', 'Nothing was sent.')

  const transaction = await withdrawStake(chain, { nodeId: node.nodeId })
  output.result(
    { ...facts, amount: transaction.amount, dryRun, transaction: transactionJson(transaction) },
    formatTable([
      ['withdrawn', `${formatDollars(transaction.amount)} dollars`],
      ['to', node.owner],
      ['transaction', transaction.txHash],
    ]),
  )
}

function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString()
}
