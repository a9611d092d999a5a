/** Every single setting by its dotted name: how its text is read, what it is when nobody sets it, and what must not be shown. */

import { ROLES } from '#protocol/role.ts'

/** How the text of an environment variable becomes a value; lists are separated by commas. */
export type SettingKind = 'text' | 'path' | 'number' | 'list' | 'json'

export const SETTINGS = {
  'chain.rpcUrl': 'text',
  'chain.chainId': 'number',
  'chain.deploymentFile': 'path',
  'chain.drandRelays': 'list',
  dataDir: 'path',
  'keystore.path': 'path',
  'keystore.passwordFile': 'path',
  'keystore.password': 'text',
  listen: 'list',
  announce: 'list',
  bootstrap: 'list',
  healthPort: 'number',
  offers: 'json',
  'runtime.slots': 'number',
  'runtime.queue': 'number',
  'runtime.memoryMb': 'number',
  'runtime.taskTimeoutMs': 'number',
  'settlement.maxFeePercent': 'number',
  'settlement.beforeDeadlineSeconds': 'number',
  'settlement.tokenPerEth': 'text',
  'settlement.intervalMs': 'number',
  'log.level': 'text',
  'log.destination': 'path',
} as const satisfies Readonly<Record<string, SettingKind>>

export type SettingName = keyof typeof SETTINGS

export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[]

/** Shown as dots. */
export const SECRET_SETTINGS: readonly SettingName[] = ['keystore.password']

/** Values of settings that nobody set; `keystore.path` and `chain.deploymentFile` follow from others. */
export const DEFAULTS: Readonly<Partial<Record<SettingName, unknown>>> = {
  // A node of one's own machine; a public endpoint is nobody's default.
  'chain.rpcUrl': 'http://127.0.0.1:8545',
  'chain.chainId': 31337,
  // Public ones; asked on chains whose beacon is drand, and nowhere else.
  'chain.drandRelays': [
    'https://api.drand.sh',
    'https://api2.drand.sh',
    'https://api3.drand.sh',
    'https://drand.cloudflare.com',
  ],
  dataDir: '.witan',
  // Loopback until the operator opens the node to the world on purpose; websockets for browsers.
  listen: ['/ip4/127.0.0.1/tcp/4600', '/ip4/127.0.0.1/tcp/4601/ws'],
  announce: [],
  bootstrap: [],
  healthPort: 4680,
  // The experts that come with the program, at prices that round to whole micro-dollars.
  offers: ROLES.filter((role) => role === 'math' || role === 'tools').map((role) => ({
    role,
    model: 'shipped',
    pricePer1kInputBytes: '0.001',
    pricePer1kOutputTokens: '0.02',
  })),
  // One inference thread serves a few short answers at a time without making each slow.
  'runtime.slots': 4,
  // A tiny expert finishes a task in about a second, so a minute of patience at the most.
  'runtime.queue': 64,
  'runtime.memoryMb': 1024,
  'runtime.taskTimeoutMs': 120_000,
  'settlement.maxFeePercent': 5,
  // An hour: many attempts, even on a congested chain.
  'settlement.beforeDeadlineSeconds': 3600,
  'settlement.tokenPerEth': '3000',
  'settlement.intervalMs': 15_000,
  'log.level': 'info',
  'log.destination': 'stderr',
}

/** Returns the environment variable of a setting: `chain.rpcUrl` is WITAN_CHAIN_RPC_URL. */
export function environmentName(name: SettingName): string {
  const words = name.replaceAll('.', '_').replace(/[A-Z]/g, (letter) => `_${letter}`)
  return `WITAN_${words.toUpperCase()}`
}
