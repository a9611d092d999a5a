/** A verifier on a devnet: a node with stake that serves nobody, is on the list, and holds the float of its probes. */

import { joinVerifiers } from '#chain/joinVerifiers.ts'
import { mintTestDollars } from '#chain/mintTestDollars.ts'
import { setNodeActive } from '#chain/setNodeActive.ts'
import { parseDollars } from '#protocol/units.ts'
import { type PreparedNode, prepareNode, STAKE_DOLLARS } from './prepareNode.ts'
import type { Devnet } from './startDevnet.ts'

/** Probes of many epochs, and bonds of some cases. */
const FLOAT_DOLLARS = '100'

/**
 * Returns a listed verifier of an operator of its own, ready for `witan verify` on its data folder.
 *
 * @param devnet - A running market.
 * @param place - Which verifier, from 0: each takes the accounts of a place that no node will take.
 */
export async function addVerifier(
  devnet: Devnet,
  place: number,
  signal: AbortSignal,
): Promise<PreparedNode> {
  const { operators, connect, folder, localChain, deployment, deploymentFile, nodes } = devnet
  const [signer, owner] = operators.slice(-2 * place - 2, operators.length - 2 * place)
  const chain = await connect(owner)
  await mintTestDollars(chain, { amount: parseDollars(STAKE_DOLLARS) })
  await mintTestDollars(chain, { to: signer!.address, amount: parseDollars(FLOAT_DOLLARS) })
  const prepared = await prepareNode({
    folder,
    number: 100 + place,
    roles: ['math'],
    owner: owner!,
    signer: signer!,
    rpcUrl: localChain.rpcUrl,
    deployment,
    deploymentFile,
    bootstrap: nodes.flatMap(({ addresses }) => addresses.slice(0, 1)),
    ports: undefined,
    plot: undefined,
    settings: undefined,
    signal,
  })
  const { nodeId } = prepared
  // nobody can probe what serves nobody: switched off, it is skipped rightly
  await setNodeActive(chain, { nodeId, active: false })
  await joinVerifiers(chain, { verifierId: nodeId })
  return prepared
}
