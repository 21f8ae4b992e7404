import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { cleanEnvironment, runProcess, startProcess } from './processes.ts'
import { layOutProject } from './projects.ts'
import { startMock } from './questions.ts'
import { ownRuntime, runtimes } from './runtimes.ts'
import { printedAddress } from './servers.ts'

let project: string
beforeAll(() => {
  project = layOutProject('nestjs')
})

const run = (script: string, ...parameters: string[]): Promise<string> =>
  runProcess(ownRuntime.path, [join(project, 'node_modules', script), ...parameters], { cwd: project })

describe('a NestJS application, in CommonJS', () => {
  it.each(['tsconfig.json', 'tsconfig.node16.json'])('compiles with %s', async (settings) => {
    expect(await run('typescript/bin/tsc', '--project', settings)).toBe('')
  })

  it('passes its own tests under Jest, against the mock', async () => {
    const report = join(project, 'jest.json')
    await run('jest/bin/jest.js', '--ci', '--runInBand', '--forceExit', '--json', `--outputFile=${report}`)
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({
      success: true,
      numPassedTests: 4,
      numTotalTests: 4,
    })
  })

  it.each(runtimes)('runs compiled on Node $version, and answers over HTTP', async ({ path }) => {
    const mock = await startMock('paymenku')
    const env = {
      ...cleanEnvironment(),
      PAYMENKU_API_KEY: `${mock.credentials.apiKey}`,
      PAYMENKU_BASE_URL: mock.url,
    }
    const server = startProcess(path, [join(project, 'dist', 'src', 'main.js')], { cwd: project, env })
    try {
      const address = await printedAddress(server)
      const response = await fetch(`${address}/transactions/INV-001`)
      expect(await response.json()).toEqual({ status: 'success', advice: 'fulfill', amount: '104000.00' })
    } finally {
      await server.stop()
      await mock.close()
    }
  })
})
