import type { NextConfig } from 'next'

/** The frameworks are reached through links that leave this folder. */
const root = process.env.LINKS_ROOT ?? __dirname

const config: NextConfig = { turbopack: { root }, outputFileTracingRoot: root, poweredByHeader: false }

export default config
