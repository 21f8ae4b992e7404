// Pact's verifier reports every run to an analytics host unless this is set before it is loaded.
process.env.PACT_DO_NOT_TRACK = 'true'

import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['src/**/*.test.ts', 'demo/**/*.test.ts'] } },
      { test: { name: 'contracts', include: ['pacts.test.ts'] } },
    ],
  },
})
