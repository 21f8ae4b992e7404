import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StatusQuery } from '@cekstatus/core'
import { describe, expect, it } from 'vitest'
import {
  errorTableMarkdown,
  optionTableMarkdown,
  replaceSection,
  scheduleMarkdown,
  statusTableMarkdown,
} from '../markdown.ts'
import type { ProviderUnderTest } from '../provider-under-test.ts'

/** Holds the tables of a README equal to the code; pnpm generate writes them. */
export function describeReadme<Query extends StatusQuery>(provider: ProviderUnderTest<Query>): void {
  describe('README', () => {
    it('states the options, statuses, errors and schedule of the code (pnpm generate)', () => {
      const path = join(provider.directory, 'README.md')
      const current = readFileSync(path, 'utf8')
      const sections = {
        options: optionTableMarkdown(
          provider.optionRows,
          provider.description.settings,
          provider.capabilities,
          provider.ownPaths.at(-1) ?? '',
        ),
        statuses: statusTableMarkdown(provider.statusMap),
        errors: errorTableMarkdown(provider.errorMap, provider.capabilities.repeatable),
        schedule: scheduleMarkdown(provider.capabilities),
      }
      const wanted = Object.entries(sections).reduce(
        (text, [name, table]) => replaceSection(text, name, table),
        current,
      )
      if (process.env.GENERATE === '1') writeFileSync(path, wanted)
      else expect(current).toBe(wanted)
    })
  })
}
