/** Deploys the contracts with the test dollar and the test beacon: `hardhat ignition deploy ignition/modules/WitanLocal.ts`. Local chains only. */

import { buildModule } from '@nomicfoundation/hardhat-ignition/modules'
import { localTerms } from '../../scripts/deploy/localTerms.ts'
import { deploySystem } from './system.ts'

export default buildModule('WitanLocal', (m) => {
  const deployer = m.getAccount(0)
  const dollar = m.contract('TestDollar')
  const beacon = m.contract('BlockBeacon')
  const { timelockDelay } = localTerms
  const parts = { token: dollar, guardian: deployer, governors: [deployer], beacon, timelockDelay }

  return { dollar, beacon, ...deploySystem(m, parts) }
})
