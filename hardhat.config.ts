import { createRequire } from 'node:module'
import hardhatIgnitionViem from '@nomicfoundation/hardhat-ignition-viem'
import hardhatNetworkHelpers from '@nomicfoundation/hardhat-network-helpers'
import hardhatNodeTestRunner from '@nomicfoundation/hardhat-node-test-runner'
import hardhatViem from '@nomicfoundation/hardhat-viem'
import hardhatViemAssertions from '@nomicfoundation/hardhat-viem-assertions'
import { defineConfig } from 'hardhat/config'
import compiler from './contracts/compiler.json' with { type: 'json' }

// The compiler comes with the packages, so that a build needs no download.
const solcPath = createRequire(import.meta.url).resolve('solc/soljson.js')

const solc = ({ viaIR, runs }: { viaIR: boolean; runs: number }) => ({
  version: compiler.version,
  path: solcPath,
  settings: { optimizer: { enabled: true, runs }, viaIR, evmVersion: compiler.evmVersion },
})

export default defineConfig({
  plugins: [
    hardhatViem,
    hardhatViemAssertions,
    hardhatNodeTestRunner,
    hardhatNetworkHelpers,
    hardhatIgnitionViem,
  ],
  paths: { tests: { nodejs: './test/hardhat', solidity: './test/contracts' } },
  solidity: {
    splitTestsCompilation: true,
    profiles: {
      default: solc(compiler.profiles.default),
      production: solc(compiler.profiles.production),
    },
  },
  test: {
    solidity: {
      fuzz: { runs: 128, seed: '0x1234' },
      invariant: { runs: 8, depth: 160, failOnRevert: true },
    },
  },
  networks: {
    node: {
      type: 'edr-simulated',
      chainType: 'l1',
      chainId: 31337,
      mining: { auto: true },
      // only the production build must fit the limit, and scripts/exportAbi.ts refuses one that does not
      allowUnlimitedContractSize: true,
    },
    local: { type: 'http', chainType: 'l1', url: 'http://127.0.0.1:8545' },
  },
})
