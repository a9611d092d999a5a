/**
 * Deploys the contracts to a public chain: `hardhat ignition deploy ignition/modules/Witan.ts --parameters <file>`.
 * The parameters name the token, the guardian and who governs; there is no default for money or power. Randomness is
 * drand's.
 */

import { buildModule } from '@nomicfoundation/hardhat-ignition/modules'
import { deploySystem } from './system.ts'

export default buildModule('Witan', (m) =>
  deploySystem(m, {
    token: m.getParameter<string>('token'),
    guardian: m.getParameter<string>('guardian'),
    governors: m.getParameter<string[]>('governors'),
    beacon: m.contract('DrandBeacon'),
  }),
)
