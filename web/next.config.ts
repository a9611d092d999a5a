import path from 'node:path'
import type { NextConfig } from 'next'

const root = path.join(import.meta.dirname, '..')

/** A static export: no server of ours ever sees a prompt. */
const config: NextConfig = {
  output: 'export',
  images: { unoptimized: true },
  trailingSlash: true,
  reactStrictMode: true,
  turbopack: { root },
  outputFileTracingRoot: root,
}

export default config
