import { readFileSync } from 'node:fs'
import { join, parse } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cleanEnvironment, type RunningProcess, runProcess, startProcess } from './processes.ts'
import { layOutProject } from './projects.ts'
import { startMock } from './questions.ts'
import { ownRuntime } from './runtimes.ts'
import { printedAddress } from './servers.ts'

const timeoutMs = 150_000

describe('a Next.js application', () => {
  const mocks: Awaited<ReturnType<typeof startMock>>[] = []
  let server: RunningProcess
  let address: string
  let project: string

  beforeAll(async () => {
    project = layOutProject('nextjs')
    const [paymenku, apigames] = await Promise.all(['paymenku', 'apigames'].map(startMock))
    if (paymenku === undefined || apigames === undefined) throw new Error('no mock')
    mocks.push(paymenku, apigames)
    const env = {
      ...cleanEnvironment(),
      CI: 'true',
      NEXT_TELEMETRY_DISABLED: '1',
      LINKS_ROOT: parse(project).root,
      PAYMENKU_API_KEY: `${paymenku.credentials.apiKey}`,
      PAYMENKU_BASE_URL: paymenku.url,
      APIGAMES_MERCHANT_ID: `${apigames.credentials.merchantId}`,
      APIGAMES_SECRET_KEY: `${apigames.credentials.secretKey}`,
      APIGAMES_BASE_URL: apigames.url,
    }
    const next = join(project, 'node_modules', 'next', 'dist', 'bin', 'next')
    const options = { cwd: project, env, timeoutMs }
    await runProcess(ownRuntime.path, [next, 'build'], options)
    server = startProcess(ownRuntime.path, [next, 'start', '--hostname', '127.0.0.1', '--port', '0'], options)
    address = await printedAddress(server)
  }, timeoutMs)
  afterAll(() => Promise.all([server?.stop(), ...mocks.map((mock) => mock.close())]))

  const show = async (path: string): Promise<[number, unknown]> => {
    const response = await fetch(`${address}${path}`)
    return [response.status, await response.json()]
  }

  it.each(['/transactions/INV-001', '/edge/INV-001', '/signed/sdfsdx2'])('answers %s', async (path) => {
    expect(await show(path)).toEqual([200, { status: 'success', advice: 'fulfill' }])
  })

  it.each(['/transactions/not-found-001', '/edge/not-found-001'])(
    'answers %s with the error',
    async (path) => {
      expect(await show(path)).toEqual([404, { error: 'NOT_FOUND' }])
    },
  )

  it('has one route in the edge runtime', () => {
    const manifest = readFileSync(join(project, '.next', 'server', 'middleware-manifest.json'), 'utf8')
    expect(Object.keys(JSON.parse(manifest).functions)).toEqual(['/edge/[reference]/route'])
  })

  it('renders a page from the model', async () => {
    const page = await (await fetch(address)).text()
    expect(page).toContain('<li>partial: review</li>')
  })
})
