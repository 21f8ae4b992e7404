import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { credentials } from '../../paymenku/credentials.ts'
import { createMocks, type Mocks } from '../mocks.ts'

let folder = ''
let mocks: Mocks | undefined
let reports: string[] = []
let tell: () => void = () => {}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cekstatus-scenarios-'))
  reports = []
})

afterEach(async () => {
  await mocks?.close()
  mocks = undefined
  await rm(folder, { recursive: true, force: true })
})

function write(file: string, text: string) {
  return writeFile(join(folder, file), text)
}

async function start(): Promise<Mocks> {
  mocks = await createMocks({
    scenarios: folder,
    control: false,
    onScenarioReload(line) {
      reports.push(line)
      tell()
    },
  })
  return mocks
}

/** Resolves once a reload has reported something that has the marker. */
function reported(marker: string): Promise<void> {
  return new Promise((resolve) => {
    tell = () => {
      if (reports.some((line) => line.includes(marker))) resolve()
    }
    tell()
  })
}

async function ask(running: Mocks, reference: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${running.servers.paymenku.url}/api/v1/check-status/${reference}`, {
    headers: { authorization: `Bearer ${credentials.apiKey}`, ...headers },
  })
  return { status: response.status, text: await response.text(), headers: response.headers }
}

describe('a custom scenario', () => {
  it('can be selected in every way', async () => {
    await write(
      'on-hold.yaml',
      [
        'situation: on-hold',
        'description: The bank looks at the payment',
        'providers: [paymenku]',
        'basedOn: pending',
        'set:',
        '  data.status: on_hold',
        '  data.amount: "1.00"',
        'references: [INV-777]',
        'provenance:',
        '  kind: inferred',
        '  source: https://bank.example/hold',
      ].join('\n'),
    )
    const running = await start()
    const bySituation = await ask(running, 'ORDER-1', { 'x-mock-situation': 'on-hold' })
    expect(JSON.parse(bySituation.text).data).toMatchObject({
      status: 'on_hold',
      amount: '1.00',
      reference_id: 'ORDER-1',
    })
    expect(bySituation.headers.get('x-mock-provenance')).toBe('inferred; https://bank.example/hold')
    expect(JSON.parse((await ask(running, 'INV-777')).text).data.status).toBe('on_hold')
    expect(JSON.parse((await ask(running, 'on-hold-5')).text).data.reference_id).toBe('on-hold-5')
    expect(JSON.parse((await ask(running, 'on-hold-then-success-5')).text).data.status).toBe('on_hold')
    expect(JSON.parse((await ask(running, 'on-hold-then-success-5')).text).data.status).toBe('paid')
    running.session().setSituation({ provider: 'paymenku', reference: 'ORDER-2', situation: 'on-hold' })
    expect(JSON.parse((await ask(running, 'ORDER-2')).text).data.status).toBe('on_hold')
    expect(running.journal.entries().map(({ rule }) => rule)).toEqual([
      'header',
      'scenario-file',
      'situation-reference',
      'sequence-reference',
      'sequence-reference',
      'session-reference',
    ])
  })

  it('can be a list in JSON, with a response and a timeline that uses it', async () => {
    await write(
      'shop.json',
      JSON.stringify([
        {
          situation: 'teapot',
          response: { status: 418, headers: { 'X-Kind': 'teapot' }, body: { ref: '{{reference_id}}' } },
        },
        {
          situation: 'slow-tea',
          timeline: [{ situation: 'pending', forCalls: 1 }, { situation: 'teapot' }],
          faults: [{ kind: 'wrong-content-type' }],
        },
      ]),
    )
    const running = await start()
    const first = await ask(running, 'slow-tea-1')
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'text/html'])
    const second = await ask(running, 'slow-tea-1')
    expect(second.status).toBe(418)
    expect(JSON.parse(second.text)).toEqual({ ref: 'slow-tea-1' })
    expect(second.headers.get('x-kind')).toBe('teapot')
    expect(second.headers.get('x-mock-provenance')).toMatch(/^hostile; /)
  })

  it('is reloaded after an edit; an invalid edit is reported and changes nothing', async () => {
    await write('a.yaml', 'situation: mine\nbasedOn: pending\n')
    const running = await start()
    const statusOf = async () => JSON.parse((await ask(running, 'mine-1')).text).data.status
    expect(await statusOf()).toBe('pending')
    await write('a.yaml', 'situation: mine\nbasedOn: failed\n')
    await reported('reloaded')
    expect(await statusOf()).toBe('failed')
    await write('a.yaml', 'situation: mine\nbasedOn: faild\n')
    await reported('a.yaml:2 basedOn')
    expect(await statusOf()).toBe('failed')
    expect(reports.at(-1)).toMatch(/; the last valid scenarios remain$/)
  })

  it('may name a provider that is not running', async () => {
    await write('a.yaml', 'situation: mine\nproviders: [sekalipay]\nbasedOn: pending\n')
    const running = await start()
    expect((await ask(running, 'mine-1')).status).toBe(404)
  })

  it.each([
    ['bad.yaml', 'situation: mine\nbasedOn: [', /^bad\.yaml:2 /],
    [
      'bad.yaml',
      'situation: mine\nbasedOn: pending\nset:\n  data.satus: paid\n',
      /^bad\.yaml:4 set\.data\.satus is not in a body of "pending"$/,
    ],
    ['bad.yaml', '# nothing yet\n', /^bad\.yaml is empty$/],
    [
      'bad.json',
      '{\n  "situation": "mine",\n  "basedOn": "pendin"\n}',
      /^bad\.json:3 basedOn "pendin" does not exist at/,
    ],
    [
      'bad.yaml',
      'situation: mine\nbasedOn: pending\nseet: {}\n',
      /^bad\.yaml:3 seet is unknown \(did you mean "set"\?\); known: /,
    ],
    ['bad.yaml', 'situation: mine\n', /^bad\.yaml:1 requires exactly one of basedOn, timeline and response/],
    ['bad.yaml', 'situation: Mine\nbasedOn: pending\n', /^bad\.yaml:1 situation must be lower-case/],
    [
      'bad.yaml',
      'situation: success\nbasedOn: pending\n',
      /^bad\.yaml:1 situation "success" already exists at/,
    ],
    [
      'bad.yaml',
      'situation: mine\ntimeline:\n  - situation: pending\n    forMs: soon\n  - situation: success\n',
      /^bad\.yaml:4 timeline\.0\.forMs must be an integer/,
    ],
    [
      'bad.yaml',
      'situation: mine\nproviders: [paymenku, paypal]\nbasedOn: pending\n',
      /^bad\.yaml:2 providers\.1 must be one of/,
    ],
    [
      'bad.yaml',
      'situation: mine\nproviders: [apigames]\nbasedOn: expired\n',
      /^bad\.yaml:3 basedOn "expired" does not exist at apigames/,
    ],
    [
      'bad.yaml',
      '- situation: mine\n  basedOn: pending\n- situation: mine\n  basedOn: failed\n',
      /^bad\.yaml:3 the situation "mine" is defined twice/,
    ],
    [
      'bad.yaml',
      'situation: mine\ntimeline:\n- situation: pending\n  forMs: 1\n- situation: mine\n',
      /^bad\.yaml:5 timeline\.1\.situation "mine" does not exist at/,
    ],
    ['bad.yaml', 'situation: mine\nresponse:\n  status: 99\n', /^bad\.yaml:3 response\.status must be/],
    [
      'bad.yaml',
      'situation: mine\nresponse:\n  headers: {"a b": c}\n',
      /^bad\.yaml:3 response\.headers\.a b is not a header name/,
    ],
    ['bad.yaml', 'just text', /^bad\.yaml:1 must be an object/],
  ])('%s with %j is refused with file, line and field', async (file, text, message) => {
    await write(file, text)
    await expect(start()).rejects.toThrow(message)
  })

  it('is refused when its folder does not exist', async () => {
    await rm(folder, { recursive: true })
    await expect(start()).rejects.toThrow(/^scenarios cannot be read from .*: ENOENT$/)
  })
})
