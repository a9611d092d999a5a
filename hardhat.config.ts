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

// sources that only fit a contract's largest size when they are compiled for size
const { small, profiles } = compiler
const smallSolc = solc({ ...profiles.production, runs: small.runs })
const overrides = Object.fromEntries(small.sources.map((source) => [source, smallSolc]))

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
      default: solc(profiles.default),
      // one run of the compiler for all sources but those
      production: { compilers: [solc(profiles.production)], overrides, isolated: false },
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
