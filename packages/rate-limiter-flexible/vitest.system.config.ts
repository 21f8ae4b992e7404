import { defineConfig } from 'vitest/config'

/** Tests with real servers and processes, which `pnpm test:system` runs. */
export default defineConfig({ test: { include: ['src/**/*.system.ts'] } })
