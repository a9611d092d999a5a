/** From the options of a command line to the checked configuration. */

import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type LoadedConfig, loadConfig } from '#config/loadConfig.ts'
import { WitanError } from '#protocol/errors.ts'
import type { CommandContext, GlobalOptions } from './context.ts'

/** Name of the configuration in the data folder. */
export const CONFIG_FILE = 'config.json'
/** Data folder where nobody names one, in the working directory. */
const DATA_DIR = '.witan'

/**
 * Returns the configuration that the options, the environment and the file give together.
 *
 * @param options.withFile - False where the file is about to be written.
 * @throws {WitanError} CONFIG_INVALID, CONFIG_UNKNOWN_KEY; INPUT_INVALID for a chain id that is no number.
 */
export function loadSettings(
  { io, options }: Pick<CommandContext, 'io' | 'options'>,
  { withFile = true }: { readonly withFile?: boolean } = {},
): LoadedConfig {
  const { WITAN_PASSWORD: password, WITAN_CONFIG: named, ...env } = io.env
  const file = withFile ? (options.config ?? named ?? configFileOf(options, env)) : undefined
  const flags = flagsOf(options)
  const load = (chain: object) =>
    loadConfig({
      file,
      // WITAN_PASSWORD opens whichever keystore the command needs; no key of the configuration has that meaning.
      env: { ...env, WITAN_KEYSTORE_PASSWORD: env['WITAN_KEYSTORE_PASSWORD'] ?? password },
      flags: { ...flags, chain: { ...flags.chain, ...chain } },
    })
  const loaded = load({})
  if (options.deployments === undefined) return loaded
  const { chainId } = loaded.config.chain
  return load({ deploymentFile: resolve(options.deployments, `${chainId}.json`) })
}

/**
 * Returns the configuration file that the options name, for a command that changes it.
 *
 * @throws {WitanError} CONFIG_INVALID while there is none.
 */
export function requireConfigFile({ io, options }: Pick<CommandContext, 'io' | 'options'>): string {
  const file = options.config ?? io.env['WITAN_CONFIG'] ?? configFileOf(options, io.env)
  if (file !== undefined) return file
  throw new WitanError(
    'CONFIG_INVALID',
    `There is no configuration in ${dataDirOf(options, io.env)} to write to. Run \`witan init\` first.`,
  )
}

/** Returns the data folder that the options name, absolute. */
export function dataDirOf(options: GlobalOptions, env: CommandContext['io']['env']): string {
  return resolve(options.dataDir ?? env['WITAN_DATA_DIR'] ?? DATA_DIR)
}

function configFileOf(
  options: GlobalOptions,
  env: CommandContext['io']['env'],
): string | undefined {
  const file = join(dataDirOf(options, env), CONFIG_FILE)
  return existsSync(file) ? file : undefined
}

function flagsOf({ chain, rpc, dataDir }: GlobalOptions) {
  if (chain !== undefined && !/^[1-9]\d{0,14}$/.test(chain)) {
    throw new WitanError('INPUT_INVALID', 'The chain id after --chain is not a positive number.')
  }
  const chainId = chain === undefined ? undefined : Number(chain)
  return { dataDir: dataDir && resolve(dataDir), chain: { rpcUrl: rpc, chainId } }
}
