/** The contracts that make up a deployment, in the order in which they need each other. */

import type {
  AccountRuntimeValue,
  ContractFuture,
  IgnitionModuleBuilder,
  ModuleParameterRuntimeValue,
  NamedArtifactContractDeploymentFuture,
} from '@nomicfoundation/ignition-core'
import { deploymentTerms } from '../../scripts/deploy/deploymentTerms.ts'

const DAY = 86_400

type Party =
  | ModuleParameterRuntimeValue<string>
  | AccountRuntimeValue
  | ContractFuture<string>
  | NamedArtifactContractDeploymentFuture<string>

/** Returns the futures of all contracts; each is a parameter away from other times and amounts. */
export function deploySystem(
  m: IgnitionModuleBuilder,
  {
    token,
    guardian,
    governors,
    beacon,
    timelockDelay = deploymentTerms.timelockDelay,
  }: {
    token: Party
    guardian: Party
    governors: Party[] | ModuleParameterRuntimeValue<string[]>
    beacon: Party
    timelockDelay?: number
  },
) {
  const signerThaw = m.getParameter('signerThaw', 21 * DAY)
  const thawPeriod = m.getParameter('thawPeriod', 21 * DAY)
  const windows = m.getParameter('windows', { ...deploymentTerms.windows })
  const steps = m.getParameter('steps', { ...deploymentTerms.steps })
  const amounts = m.getParameter('amounts', { ...deploymentTerms.amounts })
  const modelFee = m.getParameter('modelFee', deploymentTerms.modelFee)
  const minStake = m.getParameter('minVerifierStake', deploymentTerms.minVerifierStake)
  const epoch = m.getParameter('reputationEpoch', deploymentTerms.reputationEpoch)
  const delay = m.getParameter('timelockDelay', timelockDelay)

  const registry = m.contract('NodeRegistry', [signerThaw])
  const models = m.contract('ModelRegistry', [token, modelFee])
  const timelock = m.contract('WitanTimelock', [delay, governors])
  const governance = m.contract('CourtManager', [timelock])
  const court = m.contract('ProbeCourt', [token, registry, models, governance, amounts, steps])
  const bench = m.contract('VerifierBench', [token, registry, court, models, beacon, minStake])
  const staking = m.contract('NodeStaking', [token, registry, thawPeriod, windows, court])
  const escrow = m.contract('JobEscrow', [token, registry, staking, bench, guardian])
  const ledger = m.contract('ReputationLedger', [escrow, staking, bench, epoch])
  const adapter = m.contract('ERC8004Adapter', [registry, escrow, court, bench])
  m.call(registry, 'bind', [staking, escrow])
  const bound = m.call(court, 'bind', [staking, escrow, ledger, bench])
  m.call(bench, 'bind', [], { after: [bound] })

  return {
    registry,
    models,
    court,
    bench,
    staking,
    escrow,
    ledger,
    timelock,
    governance,
    adapter,
  }
}
