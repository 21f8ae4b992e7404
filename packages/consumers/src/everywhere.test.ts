import { createHash, createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { transform } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { comparable, type ExpectedTransaction } from './answers.ts'
import { type Example, exampleEnvironment, examples } from './examples.ts'
import { packages, specifiersOf, together } from './packages.ts'
import { questions, startMock } from './questions.ts'
import {
  isFor,
  type SessionReport,
  type SessionRuntime,
  sessionRuntimes,
  writePoorPackages,
} from './sessions.ts'
import { type SnapPartner, startSnapPartner } from './snap-partner.ts'

const entriesFor = (runtime: SessionRuntime): string[] =>
  packages.filter((item) => isFor(runtime, item)).flatMap(({ manifest }) => specifiersOf(manifest))

const mocksPackage = packages.filter(({ manifest }) => manifest.name === '@cekstatus/mocks')
const examplesFor = (runtime: SessionRuntime): Example[] =>
  examples.filter(({ consumer, needsMocks }) =>
    [consumer, ...(needsMocks ? mocksPackage : [])].every((item) => isFor(runtime, item)),
  )

const fileOf = ({ name }: Example, { extension }: SessionRuntime): string =>
  `./examples/${name.replace(/\W+/g, '-')}${extension}`

async function writeExamples(): Promise<void> {
  mkdirSync(join(together, 'examples'), { recursive: true })
  for (const example of examples) {
    for (const runtime of sessionRuntimes) {
      const stripped = runtime.extension === '.mjs'
      const code = stripped ? (await transform(example.code, { loader: 'ts' })).code : example.code
      writeFileSync(join(together, fileOf(example, runtime)), code)
    }
  }
}

const load = createRequire(join(together, 'probe.cjs'))

/** The hosts that a provider's client asks by itself. */
const originsOf = (specifier: string): string[] => {
  const { capabilities } = load(specifier) as { capabilities: { origins: Record<string, string | null> } }
  return Object.values(capabilities.origins).filter((origin) => origin !== null)
}

/** Keys and texts to sign, and what this process, by itself, makes of them. */
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pemOf = (key: KeyObject, type: 'pkcs1' | 'pkcs8') =>
  key.export({ type, format: 'pem' } as never).toString()
const bareOf = (pem: string) => pem.replace(/-----[A-Z ]+-----|\s/g, '')
const pkcs8 = pemOf(privateKey, 'pkcs8')
const pkcs1 = pemOf(privateKey, 'pkcs1')
const damaged = Buffer.from(bareOf(pkcs8), 'base64')
damaged.writeUInt8(damaged.readUInt8(100) ^ 1, 100)
const apigames = questions.find(({ provider }) => provider === 'apigames')
const smilepay = questions.find(({ provider }) => provider === 'smilepay')
const signing = {
  keys: [pkcs8, pkcs1, bareOf(pkcs8), bareOf(pkcs1), pkcs8.replaceAll('\n', '\\n')],
  badKeys: [
    damaged.toString('base64'),
    publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    pemOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, 'pkcs8'),
    pemOf(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey, 'pkcs8'),
    pemOf(generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).privateKey, 'pkcs8'),
    privateKey
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' })
      .toString(),
    bareOf(pkcs8).slice(0, 800),
  ],
  publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  text: 'toko-é-\u{1f600}',
  timestamp: '2025-02-25T16:14:05+07:00',
  references: ['INV-001', 'pesanan-é-\u{1f600}'],
  credentials: apigames?.credentials as { merchantId: string; secretKey: string },
  smilepayCredentials: smilepay?.credentials,
}
const { text, timestamp, credentials } = signing

const origins: Record<string, string> = {}
const mocks: { url: string; close(): Promise<void> }[] = []
let partner: SnapPartner

beforeAll(async () => {
  partner = await startSnapPartner()
  await Promise.all([writeExamples(), writePoorPackages()])
  for (const { provider, consumer } of questions) {
    const mock = await startMock(provider)
    mocks.push(mock)
    for (const origin of originsOf(consumer.manifest.name)) origins[origin] = mock.url
    // The address at which READMEs reach a mock.
    for (const [address] of consumer.readme.matchAll(/http:\/\/127\.0\.0\.1:\d+/g))
      origins[address] = mock.url
  }
})
afterAll(() => Promise.all([...mocks, partner].map((server) => server.close())))

function openSession(runtime: SessionRuntime): Promise<SessionReport> {
  const input = {
    entries: entriesFor(runtime),
    questions: questions.map(({ provider, consumer, factory, credentials, query }, index) => ({
      specifier: consumer.manifest.name,
      factory,
      options: { ...credentials, baseUrl: mocks[index]?.url ?? provider },
      query,
    })),
    examples: examplesFor(runtime).map((example) => ({
      file: fileOf(example, runtime),
      globals: example.globals,
    })),
    origins,
    signing,
  }
  return runtime.run(input, { ...exampleEnvironment, ...partner.environment })
}

describe.each(sessionRuntimes)('on $name', (runtime) => {
  let report: SessionReport
  beforeAll(async () => {
    report = await openSession(runtime)
  })

  it('it is the runtime asked for', () => {
    expect(report.runtime).toBe(runtime.name)
  })

  it('every entry loads', () => {
    const specifiers = entriesFor(runtime)
    expect(specifiers.length).toBeGreaterThan(questions.length)
    const names = specifiers.map((specifier) => ({ value: Object.keys(load(specifier)).sort() }))
    expect(report.entries).toEqual(names)
    if (runtime.name !== 'Cloudflare-Workers') expect(report.required).toEqual(names)
  })

  it.each(questions.map((question, index) => ({ ...question, index })))(
    'the question to $provider is answered as its page documents it',
    ({ index, body, expected }) => {
      const { value: { raw, evidence, warnings, ...transaction } = {}, error } = report.answers[index] ?? {}
      expect(error).toBeUndefined()
      expect(comparable({ ...transaction, warnings } as ExpectedTransaction)).toEqual(comparable(expected))
      expect(raw).toEqual(JSON.parse(body))
      expect(evidence).toMatchObject({ httpStatus: 200, attempts: 1 })
    },
  )

  it.each(examplesFor(runtime).map((example, index) => ({ ...example, index })))(
    'the example $name prints what it promises',
    ({ index, promises }) => {
      const { value, error } = report.examples[index] ?? {}
      expect(error).toBeUndefined()
      for (const promise of promises) expect(value?.join('\n')).toMatch(promise)
    },
  )

  it('RSA, HMAC, SHA-256 and MD5 give what Node computes here, for every form of a key', () => {
    const { value, error } = report.signing
    expect(error).toBeUndefined()
    const hash = createHash('sha256').update(text).digest('hex')
    expect(value).toMatchObject({
      signatures: signing.keys.map(() =>
        sign('RSA-SHA256', Buffer.from(`${text}|${timestamp}`), privateKey).toString('base64'),
      ),
      verified: true,
      verifiedOthers: [false, false, false, false],
      bodyHash: hash,
      hmac: createHmac('sha512', text).update(`POST:/v1.0/x:a.b:${hash}:${timestamp}`).digest('base64'),
      externalId: expect.stringMatching(/^\d{32}$/),
      md5: signing.references.map((reference) =>
        createHash('md5')
          .update(`${credentials.merchantId}:${credentials.secretKey}:${reference}`)
          .digest('hex'),
      ),
    })
  })

  it('a key that is no good is refused by name', () => {
    const { refusals = [] } = report.signing.value ?? {}
    // Which of the last resorts it is depends on how closely the runtime looks at a key while it reads it.
    const unreadable = /(damaged|cannot be read|RSA-PSS)/
    const wordings = [unreadable, /public key/, /RSA/, /too short/, unreadable, /passphrase/, unreadable]
    expect(refusals).toEqual(
      wordings.map((wording) =>
        expect.stringMatching(new RegExp(`^CONFIGURATION privateKey .*${wording.source}`)),
      ),
    )
  })

  it('without MD5 and RSA, whoever needs them is refused by name, and nothing is sent', () => {
    const { value, error } = report.poorRuntime
    expect(error).toBeUndefined()
    const refused = (algorithm: string) =>
      expect.stringMatching(
        new RegExp(`^CONFIGURATION (runtime: )?node:crypto of this runtime cannot compute ${algorithm}`),
      )
    expect(value).toEqual({
      asked: refused('MD5'),
      requests: [],
      refusals: ['MD5', ...Array(5).fill('RSA-SHA256')].map(refused),
      others: [createHash('sha256').update(text).digest('hex')],
    })
  })
})
