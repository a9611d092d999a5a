// Runs after `npm install`. npm on Node 20 silently leaves out optional packages whose `engines`
// ask for a newer Node, among them Hardhat's native EVM. The tree brings its own Node 24, so when
// that happened the install is repeated once on it. On Node 22 and newer nothing is done.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'

const installerMajor = Number(/node\/v(\d+)/.exec(process.env.npm_config_user_agent ?? '')?.[1])
const alreadyRepeated = process.env.WITAN_BOOTSTRAPPED === '1'

if (installerMajor < 22 && !alreadyRepeated && !hasNativeEvm()) {
  const { npm_config_user_agent: _, ...env } = process.env
  const { status } = spawnSync(
    process.execPath,
    [process.env.npm_execpath, 'install', '--no-save', '--no-audit', '--no-fund'],
    { stdio: 'inherit', env: { ...env, WITAN_BOOTSTRAPPED: '1' } },
  )
  process.exit(status ?? 1)
}

/** Returns whether Hardhat's native EVM for this platform was installed. */
function hasNativeEvm() {
  const libc = process.report.getReport().header.glibcVersionRuntime ? 'gnu' : 'musl'
  const suffix = {
    linux: `linux-${process.arch}-${libc}`,
    darwin: `darwin-${process.arch}`,
    win32: `win32-${process.arch}-msvc`,
  }
  try {
    const fromHardhat = createRequire(
      createRequire(import.meta.url).resolve('hardhat/package.json'),
    )
    createRequire(fromHardhat.resolve('@nomicfoundation/edr')).resolve(
      `@nomicfoundation/edr-${suffix[process.platform]}`,
    )
    return true
  } catch {
    return false
  }
}
