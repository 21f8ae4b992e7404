import { describe, expect, it } from 'vitest'
import { runCommand, startCommand } from '../test-command.ts'

describe('mocks', () => {
  it('passes arguments to cekstatus-mocks, including --help and invalid ones', async () => {
    const [help, mistake] = await Promise.all([
      runCommand(['mocks', '--help']),
      runCommand(['mocks', 'nobody', '--port-base', '0']),
    ])
    expect(help).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Usage: cekstatus-mocks') })
    expect(mistake).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('nobody') })
  })

  it('serves until SIGTERM', async () => {
    const child = startCommand(['mocks', 'sekalipay', '--port-base', '0'])
    let output = ''
    const url = await new Promise<string>((resolve, reject) => {
      child.on('exit', () => reject(new Error(output)))
      child.stdout.on('data', (text) => {
        output += text
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(output)
        if (found !== null) resolve(found[0])
      })
    })
    const response = await fetch(`${url}/api/v1/trx/success-001`)
    expect(response.status).toBe(401)
    child.removeAllListeners('exit')
    child.kill('SIGTERM')
    expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(0)
  })
})
