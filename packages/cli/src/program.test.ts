import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { exitCodes } from './exit-codes.ts'
import { providerNames } from './providers/load-provider.ts'
import { bin, runCommand } from './test-command.ts'

describe('cekstatus', () => {
  it('prints its help with every exit code', async () => {
    const { exitCode, stdout, stderr } = await runCommand(['--help'])
    expect([exitCode, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^Usage: cekstatus /)
    for (const { code, meaning } of Object.values(exitCodes))
      expect(stdout).toMatch(`  ${String(code).padEnd(5)}${meaning}`)
  })

  it('prints its version', async () => {
    expect(manifest.version).toMatch(/^\d+\.\d+\.\d+$/)
    expect(await runCommand(['--version'])).toMatchObject({ exitCode: 0, stdout: `${manifest.version}\n` })
  })

  it.each([[['chek']], [['providers', '--jsn']], [['providers', 'paymenku']]])(
    'rejects %j with exit code 2 and no stack trace',
    async (argv) => {
      const { exitCode, stdout, stderr } = await runCommand(argv)
      expect([exitCode, stdout]).toEqual([2, ''])
      expect(stderr).toMatch(/^error: .+\n/)
      expect(stderr).not.toMatch(/ {4}at /)
    },
  )

  it('prints its help on stderr without a command', async () => {
    const { exitCode, stdout, stderr } = await runCommand([])
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toContain('Usage: cekstatus')
  })
})

describe('cekstatus with an unwritable output', () => {
  it('ends with 1', async () => {
    // Only Linux has a device that is always full.
    if (process.platform !== 'linux') return
    const full = openSync('/dev/full', 'w')
    const child = spawn(process.execPath, [bin, 'providers'], { stdio: ['ignore', full, 'pipe'] })
    let stderr = ''
    child.stderr?.on('data', (text) => {
      stderr += text
    })
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(exitCodes.unexpected.code)
    closeSync(full)
    expect(stderr).toBe('UNEXPECTED output could not be written (ENOSPC)\n')
  })
})

describe('providers', () => {
  it('prints one row per provider', async () => {
    const { exitCode, stdout } = await runCommand(['providers'])
    expect(exitCode).toBe(0)
    const [titles, ...rows] = stdout.trimEnd().split('\n')
    expect(titles).toMatch(/^PROVIDER +KINDS/)
    expect(rows.map((row) => row.split(' ')[0])).toEqual(providerNames)
  })

  it('prints colors only with FORCE_COLOR when stdout is not a terminal', async () => {
    const [plain, forced, refused] = await Promise.all([
      runCommand(['providers']),
      runCommand(['providers'], { env: { FORCE_COLOR: '1' } }),
      runCommand(['providers'], { env: { NO_COLOR: '1' } }),
    ])
    expect(plain.stdout).not.toContain('\u001b[')
    expect(forced.stdout).toContain('\u001b[1mPROVIDER')
    expect(refused.stdout).toBe(plain.stdout)
  })

  it('prints the capabilities as JSON', async () => {
    const { stdout } = await runCommand(['providers', '--json'])
    expect(JSON.parse(stdout).map(({ provider }: { provider: string }) => provider)).toEqual(providerNames)
  })
})
