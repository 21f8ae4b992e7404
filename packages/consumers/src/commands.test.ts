import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packages } from './packages.ts'
import { runFile } from './probe.ts'
import { runtimesFor } from './runtimes.ts'

const commands = packages.flatMap(({ alone, manifest }) =>
  Object.entries(manifest.bin ?? {}).map(([command, target]) => ({
    command,
    manifest,
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

describe.each(commands.filter(({ command }) => command === 'cekstatus'))('$command', ({ manifest, file }) => {
  it.each(runtimesFor(manifest.engines?.node))(
    'asks a mock of its own on Node $version, and prints no colours into a pipe',
    async (runtime) => {
      const answer = await runFile(runtime, file, 'check', 'paymenku', 'success-001', '--mock')
      expect(answer).toMatch(/^fulfil {2}success, final\n/)
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
