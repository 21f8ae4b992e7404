import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packages } from './packages.ts'
import { runFile } from './probe.ts'
import { runtimesFor } from './runtimes.ts'

const commands = packages.flatMap(({ alone, manifest, readme }) =>
  Object.entries(manifest.bin ?? {}).map(([command, target]) => ({
    command,
    manifest,
    readme,
    file: join(alone, 'node_modules', manifest.name, target),
  })),
)

it('at least the mocks have a command', () => {
  expect(commands.map(({ command }) => command)).toContain('cekstatus-mocks')
})

describe.each(commands)('$command', ({ command, manifest, file }) => {
  it('names its interpreter', () => {
    expect(readFileSync(file, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
  })

  it.each(runtimesFor(manifest.engines?.node))('explains itself on Node $version', async (runtime) => {
    expect(await runFile(runtime, file, '--help')).toContain(`Usage: ${command}`)
  })
})

/** The first command of a README, and what the README shows of its output. */
function readShown(readme: string): { parameters: string[]; output: string } {
  const [, line = '', output = ''] = /```sh\n(cekstatus .*)\n```\n\n```text\n([\s\S]*?)```/.exec(readme) ?? []
  return { parameters: line.split(' ').slice(1), output }
}

describe.each(commands.filter(({ command }) => command === 'cekstatus'))('$command', (tried) => {
  const { manifest, file, readme } = tried
  it.each(runtimesFor(manifest.engines?.node))(
    'prints on Node $version what its README shows, and no colours into a pipe',
    async (runtime) => {
      const { parameters, output } = readShown(readme)
      const printed = await runFile(runtime, file, ...parameters)
      expect(printed.replace(/^( +observed +).*?,/m, '$1…,')).toBe(output)
      expect(output).toContain('fulfill')
    },
  )

  it.each(runtimesFor(manifest.engines?.node))(
    'brings the contracts along, on Node $version',
    async (runtime) => {
      const report = await runFile(runtime, file, 'contracts', 'verify', 'sekalipay', '--mock')
      expect(report).toMatch(/\n\d+ interactions: \d+ kept\n$/)
    },
  )
})
