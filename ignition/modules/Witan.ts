/**
 * Deploys the contracts to a public chain: `hardhat ignition deploy ignition/modules/Witan.ts --parameters <file>`.
 * The parameters name the token, the treasury and the guardian; there is no default for who gets money or power.
 */

import { buildModule } from '@nomicfoundation/hardhat-ignition/modules'

const DAY = 86_400
const NO_COURT = '0x0000000000000000000000000000000000000000'

export default buildModule('Witan', (m) => {
  const token = m.getParameter<string>('token')
  const treasury = m.getParameter<string>('treasury')
  const guardian = m.getParameter<string>('guardian')
  const court = m.getParameter<string>('court', NO_COURT)
  const signerThaw = m.getParameter('signerThaw', 21 * DAY)
  const thawPeriod = m.getParameter('thawPeriod', 21 * DAY)
  const windows = m.getParameter('windows', {
    jobDuration: 7 * DAY,
    voucherGrace: DAY,
    challenge: 3 * DAY,
    appeals: 9 * DAY,
  })

  const registry = m.contract('NodeRegistry', [signerThaw])
  const staking = m.contract('NodeStaking', [token, registry, thawPeriod, windows, court])
  const escrow = m.contract('JobEscrow', [token, registry, staking, treasury, guardian])
  m.call(registry, 'bind', [staking, escrow])

  return { registry, staking, escrow }
})
