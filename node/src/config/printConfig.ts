import type { LoadedConfig } from './loadConfig.ts'
import { SECRET_SETTINGS, SETTING_NAMES, type SettingName } from './settings.ts'

export type PrintedSetting = {
  readonly name: SettingName
  /** As text; secrets are dots. */
  readonly value: string
  /** Such as `env WITAN_CHAIN_RPC_URL`. */
  readonly source: string
}

/** Returns every setting that has a value, for people: its value with secrets masked, and where it came from. */
export function printConfig({ config, sources }: LoadedConfig): readonly PrintedSetting[] {
  return SETTING_NAMES.flatMap((name) => {
    const value = read(config, name)
    const source = sources[name]
    if (value === undefined || source === undefined) return []
    return [{ name, value: shown(name, value), source: `${source.kind} ${source.name}` }]
  })
}

function read(config: object, name: SettingName): unknown {
  return name
    .split('.')
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], config)
}

function shown(name: SettingName, value: unknown): string {
  if (SECRET_SETTINGS.includes(name)) return '••••••'
  if (name === 'chain.rpcUrl') return withoutCredentials(String(value))
  if (typeof value === 'string') return value
  return JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner))
}

/** Endpoints of providers carry their key in user, path or query. */
function withoutCredentials(text: string): string {
  const url = new URL(text)
  const rest = url.pathname.length > 1 || url.search !== '' ? '/••••••' : ''
  return `${url.protocol}//${url.host}${rest}`
}
