import { type PackedPackage, packages } from './packages.ts'
import { expectedFor, questions } from './questions.ts'
import { isGenuineDriver } from './snap-partner.ts'

/** One TypeScript block of a package's README, as its users read it. */
export interface Example {
  /** `@cekstatus/core 2`: the package and which of its blocks it is. */
  name: string
  consumer: PackedPackage
  /** The block as printed, and below it what calls the functions that it only declares. */
  code: string
  /** Functions that the block only names; each answers with the text given. */
  globals: Record<string, string>
  /** What the printed lines, joined, have to match. */
  promises: RegExp[]
  /** Only where the mocks run themselves. */
  needsMocks: boolean
}

/** What is done with a block that declares something and prints nothing, and what comes of it. */
interface Driver {
  code?: string
  globals?: Record<string, string>
  promises: RegExp[]
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const wholly = (text: string): RegExp => new RegExp(`^${escaped(text)}$`)

const tokenOf = (provider: string): string =>
  questions.find((question) => question.provider === provider)?.credentials.accessToken ?? ''

const drivers: Record<string, (block: string) => Driver> = {
  '@cekstatus/core 1': (block) => ({
    promises: [wholly([...block.matchAll(/ \/\/ (.+)$/gm)].map(([, text = '']) => text).join('\n'))],
  }),
  '@cekstatus/core 2': () => ({
    code: `
      import { createPaymenku } from '@cekstatus/paymenku'
      const client = createPaymenku({ apiKey: process.env.PAYMENKU_API_KEY ?? '' })
      console.log(await settle(client, { merchantReference: 'INV-001' }))
      const { known, runAgainInMs } = await step(client, { merchantReference: 'pending-001' }, null, 1)
      console.log(known.status, runAgainInMs !== null)
      async function* queries() {
        yield* [{ merchantReference: 'INV-001' }, { merchantReference: 'failed-001' }]
      }
      console.log((await reconcile(client, queries())).join())`,
    promises: [wholly('fulfill\npending true\nfailed-001 failed')],
  }),
  '@cekstatus/snap-bi 1': () => ({ promises: [wholly('{"responseCode":"2004500"}')] }),
  '@cekstatus/snap-bi 2': () => ({ code: isGenuineDriver, promises: [wholly('true false')] }),
  '@cekstatus/smilepay 2': () => ({ promises: [/"status":"success","final":true/] }),
  '@cekstatus/paystrator 2': () => ({
    code: `console.log((await openClient(fetchAccessToken).getTransactionStatus({ providerReference: 'QR_xxx' })).status)`,
    globals: { fetchAccessToken: tokenOf('paystrator') },
    promises: [wholly('expired')],
  }),
}

/** The first block of a provider's README asks about a reference and prints what to do. */
function providerPromises(provider: string, block: string): RegExp[] {
  const reference = /(?:merchant|provider)Reference: '([^']+)'/.exec(block)?.[1] ?? ''
  const kind = /kind: '(\w+)'/.exec(block)?.[1]
  const { advice, status, providerStatus, reason, amount, lines } = expectedFor(provider, reference, kind)
  if (advice !== 'fulfill') return [new RegExp(`^${advice} ${status} (${providerStatus}|${reason})$`)]
  const proofs = lines.length > 0 ? lines.map(({ serialNumber }) => serialNumber) : [amount?.value]
  return [/^deliver/, ...proofs.map((proof) => new RegExp(escaped(`${proof}`)))]
}

/** The shared rate limiter's example needs a Redis server; its own system test runs it. */
function readBlocks({ readme }: PackedPackage): string[] {
  return [...readme.matchAll(/^```ts\n(.*?)^```$/gms)]
    .map(([, code = '']) => code)
    .filter((code) => !code.includes("from 'redis'"))
}

function examplesOf(consumer: PackedPackage): Example[] {
  const { name } = consumer.manifest
  const provider = questions.find((question) => question.consumer === consumer)?.provider
  return readBlocks(consumer).map((block, index) => {
    const title = `${name} ${index + 1}`
    const driver = drivers[title]?.(block)
    const promises =
      provider !== undefined && index === 0 ? providerPromises(provider, block) : (driver?.promises ?? [])
    return {
      name: title,
      consumer,
      code: `${block}${driver?.code ?? ''}`,
      globals: driver?.globals ?? {},
      promises,
      needsMocks: block.includes('@cekstatus/mocks'),
    }
  })
}

/** Every TypeScript block of every package's README. */
export const examples: readonly Example[] = packages.flatMap(examplesOf)

/** Every variable that the examples read, with the mock's own credentials: PAYMENKU_API_KEY is paymenku's apiKey. */
export const exampleEnvironment: Readonly<Record<string, string>> = Object.fromEntries(
  questions.flatMap(({ provider, credentials }) =>
    Object.entries(credentials).map(([name, value]) => [
      `${provider}_${name.replace(/[A-Z]/g, (letter) => `_${letter}`)}`.toUpperCase(),
      value,
    ]),
  ),
)
