import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StatusQuery } from '@cekstatus/core'
import type { ProviderUnderTest, Sent, TextAnswer } from '../provider-under-test.ts'
import { type Canary, createCanary, createKeyCanary, createNumberCanary } from './canary.ts'

/** Canaries in the place of everything that a provider's client must keep to itself. */
export interface Planted {
  /** In every secret setting, as the factory takes them. */
  credentials: Readonly<Record<string, string>>
  /** Those, and the token that `prepare` hands out. */
  secrets: readonly Canary[]
  /** What a purchase delivers and who pays: stands in every personal field of an answer. */
  deliveries: readonly Canary[]
  /** The text that stands there: all of `deliveries`. */
  delivered: string
  /** A sentence about a phone number and a pay link, as an error message may hold one. */
  quoted: string
  /** As the provider's own, with a token that is a canary. */
  prepare(sent: Sent): TextAnswer | null
}

const planted = new Map<string, Planted>()

/**
 * Plants once in a run, and leaves a list beside the test report: what is searched afterwards, such as the output of
 * the whole run, is searched for these very texts.
 */
export function plant<Query extends StatusQuery>(provider: ProviderUnderTest<Query>): Planted {
  const known = planted.get(provider.name)
  if (known !== undefined) return known
  const made = plantAnew(provider)
  planted.set(provider.name, made)
  return made
}

function plantAnew<Query extends StatusQuery>(provider: ProviderUnderTest<Query>): Planted {
  const { name: providerName, description, directory, issuedToken } = provider
  const credentials = description.settings
    .filter(({ secret }) => secret)
    .map(({ name, multiline }) => {
      const create = multiline ? createKeyCanary : createCanary
      return { field: name, canary: create(`${providerName} ${name}`) }
    })
  const token = createCanary(`${providerName} issued token`)
  const secrets = [...credentials.map(({ canary }) => canary), ...(issuedToken === undefined ? [] : [token])]
  const [license, phoneNumber, payLink, customerName] = [
    createCanary(`${providerName} license`),
    createNumberCanary(`${providerName} phone number`),
    createCanary(`${providerName} pay link`),
    createCanary(`${providerName} customer name`),
  ]
  const deliveries = [license, phoneNumber, payLink, customerName]
  const link = `https://pay.example/${encodeURIComponent(payLink.text)}`
  mkdirSync(join(directory, 'reports'), { recursive: true })
  writeFileSync(
    join(directory, 'reports', 'canaries.json'),
    JSON.stringify([...secrets, ...deliveries], null, 2),
  )
  return {
    credentials: Object.fromEntries(credentials.map(({ field, canary }) => [field, canary.text])),
    secrets,
    deliveries,
    delivered: `${license.text} ${customerName.text}: ${phoneNumber.text}, ${link}`,
    quoted: `Nomor ${phoneNumber.text} belum dibayar, lihat ${link}`,
    prepare: (sent) => {
      const prepared = provider.prepare?.(sent) ?? null
      if (prepared === null || issuedToken === undefined) return prepared
      const inJson = JSON.stringify(token.text).slice(1, -1)
      return { ...prepared, body: prepared.body.replaceAll(issuedToken, inJson) }
    },
  }
}
