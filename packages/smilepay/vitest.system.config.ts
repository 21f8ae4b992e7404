import { defineConfig } from 'vitest/config'

/** Tests with real servers beside them, which `pnpm test:system` runs. */
export default defineConfig({ test: { include: ['src/**/*.system.ts'] } })
