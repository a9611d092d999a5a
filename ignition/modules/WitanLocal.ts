/** Deploys the contracts with the test dollar: `hardhat ignition deploy ignition/modules/WitanLocal.ts`. Local chains only. */

import { buildModule } from '@nomicfoundation/hardhat-ignition/modules'

const DAY = 86_400
const NO_COURT = '0x0000000000000000000000000000000000000000'
const WINDOWS = { jobDuration: 7 * DAY, voucherGrace: DAY, challenge: 3 * DAY, appeals: 9 * DAY }

export default buildModule('WitanLocal', (m) => {
  const deployer = m.getAccount(0)

  const dollar = m.contract('TestDollar')
  const registry = m.contract('NodeRegistry', [21 * DAY])
  const staking = m.contract('NodeStaking', [dollar, registry, 21 * DAY, WINDOWS, NO_COURT])
  const escrow = m.contract('JobEscrow', [dollar, registry, staking, deployer, deployer])
  m.call(registry, 'bind', [staking, escrow])

  return { dollar, registry, staking, escrow }
})
