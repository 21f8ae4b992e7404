import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

export interface ReadmeExample {
  /** The package's folder. */
  directory: string
  /** What the example reads from the environment. */
  environment: Readonly<Record<string, string>>
  /** Answers for the provider's documented host inside this process; returns how to stop. */
  interceptHost(): () => void
  /** The lines that the example prints. */
  output: readonly string[]
}

/** Runs the first TypeScript block of a README, as printed, against the mock in place of the provider's host. */
export function describeReadmeExample({
  directory,
  environment,
  interceptHost,
  output,
}: ReadmeExample): void {
  describe('the example of the README', () => {
    let stop = (): void => undefined
    beforeAll(() => {
      for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
      stop = interceptHost()
    })
    afterAll(() => {
      stop()
      vi.unstubAllEnvs()
    })

    it('prints what it promises', async () => {
      const readme = readFileSync(join(directory, 'README.md'), 'utf8')
      const code = /```ts\n([\s\S]*?)```/.exec(readme)?.[1]
      if (code === undefined) throw new Error('the README has no TypeScript block')
      // Beside the sources, so that the package's own name resolves as it does for its users.
      const path = join(directory, 'reports', 'readme-example.ts')
      mkdirSync(join(directory, 'reports'), { recursive: true })
      writeFileSync(path, code)

      const printed: string[] = []
      const log = vi.spyOn(console, 'log').mockImplementation((...values: unknown[]) => {
        printed.push(values.join(' '))
      })
      try {
        await import(pathToFileURL(path).href)
      } finally {
        log.mockRestore()
      }
      expect(printed).toEqual(output)
    })
  })
}
