import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    globalSetup: 'src/setup.ts',
    // Every test starts other processes, and packing waits for pnpm.
    testTimeout: 60_000,
    hookTimeout: 90_000,
  },
})
