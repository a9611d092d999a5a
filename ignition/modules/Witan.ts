/**
 * Deploys the contracts to a public chain: `hardhat ignition deploy ignition/modules/Witan.ts --parameters <file>`.
 * The parameters name the token, the guardian, who governs and the beacon; there is no default for money or power.
 */

import { buildModule } from '@nomicfoundation/hardhat-ignition/modules'
import { deploySystem } from './system.ts'

export default buildModule('Witan', (m) =>
  deploySystem(m, {
    token: m.getParameter<string>('token'),
    guardian: m.getParameter<string>('guardian'),
    governance: m.getParameter<string>('governance'),
    beacon: m.getParameter<string>('beacon'),
  }),
)
