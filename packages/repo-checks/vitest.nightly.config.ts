import { defineConfig } from 'vitest/config'

/** What takes minutes; `pnpm test:nightly` runs it. */
export default defineConfig({ test: { include: ['src/**/*.nightly.ts'] } })
