import { defineConfig } from 'vitest/config'

/** Tests of the page with a real browser, which `pnpm test:system` runs. */
export default defineConfig({ test: { include: ['src/**/*.system.ts'] } })
