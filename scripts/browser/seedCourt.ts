import { advanceCase } from '#chain/advanceCase.ts'
import type { Hex } from '#protocol/bytes.ts'
import { openCourtMarket } from '#testing/courtMarket.ts'
import type { Devnet } from '../devnet/startDevnet.ts'

/** What a court has whose pages are worth a look. */
export type CourtSeed = {
  /** The transaction that proved a lost race. */
  readonly proof: Hex
  /** Verifier, epoch and number of a probe that was reported. */
  readonly probeId: string
  /** A case that a jury has ruled, and one whose jury is still to be drawn. */
  readonly ruledCase: bigint
  readonly openCase: bigint
}

/** Accounts that a devnet needs for itself: deployer, requesters, and two for each node. */
const ownAccounts = ({ nodes, requesters }: Devnet) => 1 + requesters.length + 2 * nodes.length

/** Fills the court of a devnet: a proven fault, a reported probe, a ruled case and an open one. */
export async function seedCourt(devnet: Devnet): Promise<CourtSeed> {
  const { localChain, connect } = devnet
  const passTime = async (seconds: number) => {
    await localChain.request('evm_increaseTime', [seconds])
    await localChain.request('evm_mine')
  }
  const market = await openCourtMarket(
    { localChain, connect, passTime },
    localChain.accounts.slice(ownAccounts(devnet)),
  )
  const { requester, convict, probe, accuse, drawJury, commitVotes, revealVotes } = market
  const { verifierId, epoch, index } = await probe()
  const { txHash: proof } = await convict()
  const { caseId: ruledCase } = await accuse()
  await drawJury(ruledCase)
  const votes = await commitVotes(ruledCase, true)
  await advanceCase(requester, { caseId: ruledCase })
  await revealVotes(votes)
  await advanceCase(requester, { caseId: ruledCase })
  const { caseId: openCase } = await accuse()
  return { proof, probeId: `${verifierId}-${epoch}-${index}`, ruledCase, openCase }
}
