import { type ScriptedResponse, type ScriptedServer, startScriptedServer } from '@cekstatus/test-server'
import { afterEach, describe, expect, it } from 'vitest'
import { exitCodes } from '../exit-codes.ts'
import { paymenkuBody } from '../test-bodies.ts'
import { runCommand, startCommand } from '../test-command.ts'

const env = { CEKSTATUS_PAYMENKU_API_KEY: 'sk_live_canary_0123456789' }
const servers: ScriptedServer[] = []
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())))

async function serve(answers: readonly ScriptedResponse[]): Promise<ScriptedServer> {
  const server = await startScriptedServer(answers)
  servers.push(server)
  return server
}

const words = (...statuses: string[]): ScriptedResponse[] =>
  statuses.map((status) => ({ body: paymenkuBody({ status }) }))

describe('watch', () => {
  it('prints one line per change and ends with the exit code of the last status', async () => {
    const server = await serve(words('pending', 'pending', 'paid'))
    const argv = ['watch', 'paymenku', 'INV-001', '--base-url', server.url]
    const { exitCode, stdout, stderr } = await runCommand(argv, { env })
    expect([exitCode, stderr]).toEqual([0, ''])
    const lines = stdout.trimEnd().split('\n')
    expect(lines).toHaveLength(2)
    expect(lines[0]).toMatch(/ {2}wait +pending +Rp 104\.000 +\(pending\)$/)
    expect(lines[1]).toMatch(/ {2}fulfill +success +Rp 104\.000 +\(paid\)$/)
    expect(server.requests).toHaveLength(3)
  })

  it('ends with 3 at the time limit before a final status', async () => {
    const server = await serve(words('pending'))
    const argv = ['watch', 'paymenku', 'INV-001', '--base-url', server.url, '--timeout', '1s', '--json']
    const { exitCode, stdout } = await runCommand(argv, { env })
    expect(exitCode).toBe(exitCodes['not-final'].code)
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'pending',
      advice: 'wait',
      raw: { data: { customer_name: '***' } },
    })
  })

  it('ends with 4 for a failure and 7 for a refusal', async () => {
    const failed = await serve(words('failed'))
    expect(
      await runCommand(['watch', 'paymenku', 'INV-001', '--base-url', failed.url], { env }),
    ).toMatchObject({
      exitCode: exitCodes.failed.code,
    })
    const refused = await serve([{ status: 401, body: '{"status":"error","message":"Unauthorized"}' }])
    const result = await runCommand(['watch', 'paymenku', 'INV-001', '--base-url', refused.url], { env })
    expect(result).toMatchObject({ exitCode: exitCodes.refused.code, stdout: '' })
    expect(result.stderr).toMatch(/^AUTHENTICATION /)
  })

  it.each([
    ['SIGINT', 'interrupted'],
    ['SIGTERM', 'terminated'],
  ] as const)('ends cleanly by %s', async (signal, reason) => {
    const server = await serve(words('pending'))
    const child = startCommand(['watch', 'paymenku', 'INV-001', '--base-url', server.url], { env })
    let stderr = ''
    child.stderr.on('data', (text) => {
      stderr += text
    })
    await new Promise((resolve) => child.stdout.once('data', resolve))
    child.kill(signal)
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(exitCodes[reason].code)
    expect(stderr).toBe('')
  })

  it('ends without a message after the output pipe is closed', async () => {
    const server = await serve(words('pending', 'paid'))
    const child = startCommand(['watch', 'paymenku', 'INV-001', '--base-url', server.url], { env })
    let stderr = ''
    child.stderr.on('data', (text) => {
      stderr += text
    })
    child.stdout.destroy()
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(exitCodes['broken-pipe'].code)
    expect(stderr).toBe('')
  })
})
