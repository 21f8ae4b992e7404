import { defineConfig } from 'vitest/config'

/** What reads the prose of pages; a task of its own, so that one letter of a page runs nothing else again. */
export default defineConfig({ test: { include: ['src/**/*.links.ts'] } })
