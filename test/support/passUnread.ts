import { addressOf } from '#chain/addressOf.ts'
import { fundAccount } from '#chain/fundAccount.ts'
import type { NodeId } from '#protocol/ids.ts'
import { commitEpoch } from '#verifier/commitEpoch.ts'
import { drawDuties } from '#verifier/drawDuties.ts'
import { statsHashOf } from '#verifier/judgeAnswer.ts'
import { reportEpoch } from '#verifier/reportEpoch.ts'
import type { TestVerifier } from './aVerifier.ts'
import { type LazyPurchase, lazyBuy } from './lazyBuy.ts'

/** Epochs until a node is drawn for certain, as far as chance goes. */
const MAX_EPOCHS = 10

/** Has a verifier buy without looking and pass what it got, until a node was among its duties; returns what it bought. */
export async function passUnread(
  { verifier, config }: TestVerifier,
  nodeId: NodeId,
  { epochSeconds, signal }: { readonly epochSeconds: number; readonly signal: AbortSignal },
): Promise<LazyPurchase> {
  for (let i = 0; i < MAX_EPOCHS; i++) {
    const state = await commitEpoch(verifier)
    await drawDuties(verifier, state, signal)
    const probe = state.probes.find((one) => one.nodeId === nodeId)
    await verifier.waitUntil((state.epoch + 1) * epochSeconds, signal)
    if (probe === undefined) continue
    const { accountKey, sessionPrivateKey, prompts } = probe
    const { maxBudget, coinsWei } = verifier.settings
    await fundAccount(verifier.chain, { to: addressOf(accountKey), amount: maxBudget, coinsWei })
    const sessionKey = { privateKey: sessionPrivateKey, address: addressOf(sessionPrivateKey) }
    const bought = await lazyBuy(config, {
      nodeId,
      role: 'math',
      prompt: prompts.math!,
      temperatureMilli: 0,
      accountKey,
      sessionKey,
      maxBudget,
      signal,
    })
    const statsHash = statsHashOf(undefined, 'pass')
    const finding = { verdict: 'pass' as const, why: '', statsHash }
    Object.assign(probe, { receipt: bought.receipt, finding })
    await reportEpoch(verifier, state)
    return bought
  }
  throw new Error('The node was never drawn.')
}
