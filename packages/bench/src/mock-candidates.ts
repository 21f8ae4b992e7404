import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { InstalledMocks } from './mock-install.ts'

/** A server that takes part: arguments for Node that make it answer on a port of loopback. */
export interface MockCandidate {
  name: string
  arguments(port: number): string[]
}

/** What every server is asked, and answers with the same body. */
export const askedPath = '/api/v1/check-status/success-001'
export const askedHeaders = { authorization: 'Bearer sk_live_mock_paymenku', accept: 'application/json' }

const resolve = createRequire(import.meta.url).resolve

function binOf(packageName: string, path: string): string {
  return join(resolve(`${packageName}/package.json`), '..', path)
}

/** The body of Paymenku's page for a paid transaction. */
function readPaidBody(): string {
  const file = fileURLToPath(new URL('../../../mocks/paymenku/fixtures/check-status.json', import.meta.url))
  const [paid] = JSON.parse(readFileSync(file, 'utf8')) as [{ response: { body: string[] } }]
  return paid.response.body.join('\n')
}

function openApi(body: string): object {
  const parameter = { name: 'order_id', in: 'path', required: true, schema: { type: 'string' } }
  const content = { 'application/json': { schema: { type: 'object' }, example: JSON.parse(body) as object } }
  return {
    openapi: '3.0.3',
    info: { title: 'check status', version: '1' },
    paths: {
      '/api/v1/check-status/{order_id}': {
        get: { parameters: [parameter], responses: { '200': { description: 'paid', content } } },
      },
    },
  }
}

function mockoonEnvironment(body: string): object {
  const response = {
    uuid: 'b1b4a1a0-0000-4000-8000-000000000002',
    body,
    latency: 0,
    statusCode: 200,
    label: '',
    headers: [{ key: 'Content-Type', value: 'application/json' }],
    bodyType: 'INLINE',
    filePath: '',
    databucketID: '',
    sendFileAsBody: false,
    rules: [],
    rulesOperator: 'OR',
    disableTemplating: true,
    fallbackTo404: false,
    default: true,
    crudKey: 'id',
    callbacks: [],
  }
  const route = {
    uuid: 'b1b4a1a0-0000-4000-8000-000000000001',
    type: 'http',
    documentation: '',
    method: 'get',
    endpoint: 'api/v1/check-status/:order_id',
    responses: [response],
    responseMode: null,
    streamingMode: null,
    streamingInterval: 0,
  }
  return {
    uuid: 'b1b4a1a0-0000-4000-8000-000000000000',
    lastMigration: 33,
    name: 'check status',
    endpointPrefix: '',
    latency: 0,
    port: 3000,
    hostname: '127.0.0.1',
    folders: [],
    routes: [route],
    rootChildren: [{ type: 'route', uuid: route.uuid }],
    proxyMode: false,
    proxyHost: '',
    proxyRemovePrefix: false,
    tlsOptions: {
      enabled: false,
      type: 'CERT',
      pfxPath: '',
      certPath: '',
      keyPath: '',
      caPath: '',
      passphrase: '',
    },
    cors: true,
    headers: [],
    proxyReqHeaders: [],
    proxyResHeaders: [],
    data: [],
    callbacks: [],
  }
}

/** The servers by place in the table; the first is what the others are compared with. */
export function listMockCandidates(mocks: InstalledMocks): MockCandidate[] {
  const body = readPaidBody()
  const bodyFile = join(mocks.directory, 'peers/body.json')
  const openApiFile = join(mocks.directory, 'peers/openapi.json')
  const mockoonFile = join(mocks.directory, 'peers/mockoon.json')
  writeFileSync(bodyFile, body)
  writeFileSync(openApiFile, JSON.stringify(openApi(body)))
  writeFileSync(mockoonFile, JSON.stringify(mockoonEnvironment(body)))
  const plain = fileURLToPath(new URL('plain-server.mjs', import.meta.url))
  // Paymenku's limit of 60 calls a minute would answer nearly every call with 429.
  const ours = (names: string[]) => (port: number) => [
    mocks.script,
    ...names,
    '--no-rate-limits',
    '--port-base',
    String(port - 1),
  ]
  return [
    { name: 'node:http', arguments: (port) => [plain, String(port), bodyFile] },
    { name: '@cekstatus/mocks paymenku', arguments: ours(['paymenku']) },
    { name: '@cekstatus/mocks, all five', arguments: ours([]) },
    {
      name: 'Prism 5.16, silent',
      arguments: (port) => [
        binOf('@stoplight/prism-cli', 'dist/index.js'),
        'mock',
        openApiFile,
        '--port',
        String(port),
        '--verboseLevel',
        'silent',
      ],
    },
    {
      name: 'Mockoon CLI 9.9',
      arguments: (port) => [
        binOf('@mockoon/cli', 'bin/run.js'),
        'start',
        '--data',
        mockoonFile,
        '--port',
        String(port),
        '--disable-log-to-file',
      ],
    },
  ]
}
