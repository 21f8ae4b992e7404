import { describe, expect, it } from 'vitest'
import { runProcess, startProcess } from './processes.ts'

/** Starts a second process that shares its output, so that the output ends only when both are gone. */
const withChild = `
  const { spawn } = require('node:child_process')
  spawn(process.execPath, ['--eval', "console.log('child runs'); setInterval(() => {}, 1000)"], { stdio: 'inherit' })
  setInterval(() => {}, 1000)`

describe('a process', () => {
  it('that takes too long is killed with what it started, and says so', async () => {
    const running = runProcess(process.execPath, ['--eval', withChild], { timeoutMs: 1_000 })
    await expect(running).rejects.toThrow('killed after 1000 ms')
  })

  it('that is stopped ends with what it started', async () => {
    const server = startProcess(process.execPath, ['--eval', withChild])
    await new Promise<void>((resolve) => {
      server.onOutput((output) => output.includes('child runs') && resolve())
    })
    await server.stop()
    await expect(server.ended).rejects.toThrow('ended with null')
  })

  it('that fails shows what it printed', async () => {
    const code = "console.log('some words'); console.error('and others'); process.exitCode = 3"
    await expect(runProcess(process.execPath, ['--eval', code])).rejects.toThrow(
      /ended with 3:[\s\S]*and others/,
    )
  })

  it('that is not there is an error', async () => {
    await expect(runProcess('no-such-runtime', [])).rejects.toThrow('ENOENT')
  })

  it('sees nothing that is meant for the tests', async () => {
    const names = await runProcess(process.execPath, ['--print', 'Object.keys(process.env).join()'])
    expect(names).toContain('PATH')
    expect(names).not.toMatch(/VITEST|NODE_/)
  })
})
