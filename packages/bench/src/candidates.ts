import { generateKeyPairSync } from 'node:crypto'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Asks once for the status of one transaction. */
export type Ask = () => Promise<unknown>

/** What takes part: given the server's port and the packed packages, returns the call to repeat. */
export type Candidate = (server: { port: number; origin: string }, directory: string) => Promise<Ask>

const reference = 'INV-001'
const apiKey = 'sk_live_bench'

async function load<Module>(directory: string, path: string): Promise<Module> {
  return (await import(pathToFileURL(join(directory, 'node_modules', path)).href)) as Module
}

interface Client {
  getTransactionStatus(query: object): Promise<unknown>
}
type Factory = (options: object) => Client

async function createPaymenku(directory: string, options: object): Promise<Ask> {
  const { createPaymenku: create } = await load<{ createPaymenku: Factory }>(
    directory,
    '@cekstatus/paymenku/dist/index.js',
  )
  const client = create({ apiKey, rateLimiter: false, ...options })
  return () => client.getTransactionStatus({ merchantReference: reference })
}

/** By the name that the table shows. The first is what the others are compared with. */
export const candidates: Readonly<Record<string, Candidate>> = {
  'bare fetch + JSON.parse': async ({ origin }) => {
    const headers = { authorization: `Bearer ${apiKey}`, accept: 'application/json' }
    return async () => {
      const response = await fetch(`${origin}/api/v1/check-status/${reference}`, { headers })
      return JSON.parse(await response.text())
    }
  },
  '@cekstatus/paymenku': ({ origin }, directory) => createPaymenku(directory, { baseUrl: origin }),
  '@cekstatus/paymenku over fetch': ({ origin }, directory) =>
    createPaymenku(directory, { baseUrl: origin, fetch: globalThis.fetch }),
  "@cekstatus/paymenku over undici's pool": async ({ origin }, directory) => {
    const { createUndiciTransport } = await load<{ createUndiciTransport: (pool: object) => object }>(
      directory,
      '@cekstatus/core/dist/undici.js',
    )
    const { Pool } = await import('undici')
    const transport = createUndiciTransport(new Pool(origin, { connections: 32 }))
    return createPaymenku(directory, { baseUrl: origin, transport })
  },
  '@cekstatus/smilepay (signs each call)': async ({ origin }, directory) => {
    const { createSmilepay } = await load<{ createSmilepay: Factory }>(
      directory,
      '@cekstatus/smilepay/dist/index.js',
    )
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const client = createSmilepay({
      partnerId: 'bench',
      merchantSecret: 'bench-secret',
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }),
      baseUrl: origin,
      rateLimiter: false,
    })
    return () => client.getTransactionStatus({ merchantReference: 'D_1740470950370', kind: 'payout' })
  },
  "undici's pool + JSON.parse": async ({ origin }) => {
    const { Pool } = await import('undici')
    const pool = new Pool(origin, { connections: 32 })
    const headers = { authorization: `Bearer ${apiKey}`, accept: 'application/json' }
    return async () => {
      const { body } = await pool.request({
        path: `/api/v1/check-status/${reference}`,
        method: 'GET',
        headers,
      })
      return JSON.parse(await body.text())
    }
  },
  stripe: async ({ port }) => {
    const { default: Stripe } = await import('stripe')
    const client = new Stripe('sk_test_bench', {
      host: '127.0.0.1',
      port,
      protocol: 'http',
      telemetry: false,
    })
    return () => client.paymentIntents.retrieve(reference)
  },
  'xendit-node': async ({ origin }) => {
    const { Xendit } = await import('xendit-node')
    const client = new Xendit({ secretKey: 'xnd_bench', xenditURL: origin })
    return () => client.PaymentRequest.getPaymentRequestByID({ paymentRequestId: reference })
  },
  'midtrans-client': async ({ origin }) => {
    // The package has no types of its own.
    const name: string = 'midtrans-client'
    const { default: midtrans } = (await import(name)) as {
      default: { CoreApi: new (options: object) => Midtrans }
    }
    const client = new midtrans.CoreApi({ serverKey: 'bench', isProduction: false })
    client.apiConfig.getCoreApiBaseUrl = () => origin
    return () => client.transaction.status(reference)
  },
}

interface Midtrans {
  apiConfig: { getCoreApiBaseUrl: () => string }
  transaction: { status(reference: string): Promise<unknown> }
}
