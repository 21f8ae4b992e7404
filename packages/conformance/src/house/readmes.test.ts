import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { replaceSection, table } from '../markdown.ts'
import { exists, listProviders, readManifest, readText, rootDirectory } from './repository.ts'
import { findVectorProblems, readWorkedVectors, type WorkedVector } from './worked-vectors.ts'

/** The sections of a provider's README, and the tables in them that its suite writes. */
const sections: Readonly<Record<string, readonly string[]>> = {
  Install: [],
  Use: [],
  Options: ['options'],
  Statuses: ['statuses'],
  Errors: ['errors'],
  Waiting: ['schedule'],
  Signature: [],
  'Try it without an account': [],
  'Not covered': [],
  Sources: [],
}

const howToPrintAVector = `
Where requests are signed, the section Signature prints a vector of vectors/<provider>.json, in a block of text:
  vector        its name in the file
  <input>       each input, as the file has it; for RSA instead of the private key: publicKey, base64 of its SPKI
  body, bodyHash  where a body is hashed with SHA-256
  formula       the text to sign, with {rows} in braces: {merchantId}:{secretKey}:{merchantReference}
  stringToSign  that text
  algorithm     "MD5, hex", "HMAC-SHA512(clientSecret), base64" or "SHA256withRSA, base64"
  signature     the result`

const howToSayNone =
  'Where nothing is signed, the section Signature begins with "None. The key travels as `Header: value`", as it is sent by the pact, which UPDATE_PACTS=1 writes.'

function readSections(readme: string): Map<string, string> {
  const [, ...parts] = readme.split(/^## /m)
  return new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n'))]))
}

/** Names of the generated tables of a text, and the lines of tables that nothing generates. */
function readTables(text: string): { generated: string[]; byHand: string[] } {
  const generated = [...text.matchAll(/<!-- ([a-z-]+) -->[\s\S]*?<!-- \/\1 -->/g)]
  const rest = generated.reduce((before, [whole]) => before.replace(whole, ''), text)
  return {
    generated: generated.map(([, name = '']) => name),
    byHand: rest.split('\n').filter((line) => line.startsWith('|')),
  }
}

function isSigning(provider: string): boolean {
  return /createHash|createHmac|@cekstatus\/snap-bi/.test(readText(`packages/${provider}/src/sign.ts`))
}

/** Names of the headers that the provider's inquiries carry, by its pact. */
function readSentHeaders(provider: string): string[] {
  const path = `contracts/pacts/cekstatus-${provider}-mock.json`
  if (!exists(path)) return []
  const pact = JSON.parse(readText(path)) as {
    interactions: { request: { headers?: Record<string, unknown> } }[]
  }
  const names = pact.interactions.flatMap(({ request }) => Object.keys(request.headers ?? {}))
  return names.map((name) => name.toLowerCase())
}

describe.each(listProviders())('the README of %s', (provider) => {
  const folder = `packages/${provider}`
  const readme = readText(`${folder}/README.md`)
  const texts = readSections(readme)

  it('says first that it is unofficial, and how far it is backed', () => {
    const lines = readme.split('\n').filter((line) => line !== '')
    expect(lines[1]).toMatch(/^Unofficial and not affiliated with /)
    expect(readme).toMatch(/^\*\*Evidence:\*\* \w+/m)
  })

  it('has every section, in order and with something in it', () => {
    expect([...texts.keys()]).toEqual(Object.keys(sections))
    expect([...texts].filter(([, text]) => text.trim() === '').map(([title]) => title)).toEqual([])
    expect(readme.split('\n').length).toBeLessThanOrEqual(220)
  })

  it('has the tables that its suite writes, and none by hand among them', () => {
    for (const [title, tables] of Object.entries(sections)) {
      if (tables.length === 0) continue
      const { generated, byHand } = readTables(texts.get(title) ?? '')
      expect([title, generated]).toEqual([title, expect.arrayContaining([...tables])])
      expect([title, byHand]).toEqual([title, []])
    }
  })

  it('names everything that can be imported and is its own', () => {
    const own = readText(`${folder}/src/index.ts`).matchAll(/export \{([^}]*)\} from '\.\//g)
    const names = [...own].flatMap(([, list = '']) => list.split(',').map((name) => name.trim()))
    const values = names.filter((name) => name !== '' && !name.startsWith('type '))
    expect(values).toContain('parseStatusResponse')
    const entries = Object.keys(readManifest(folder).exports ?? {})
      .filter((entry) => !['.', './package.json'].includes(entry))
      .map((entry) => `@cekstatus/${provider}${entry.slice(1)}`)
    expect([...values, ...entries].filter((name) => !readme.includes(name))).toEqual([])
  })

  it('names the page of every fact under Sources', () => {
    expect(texts.get('Sources')?.match(/https:\/\//g)?.length ?? 0).toBeGreaterThan(0)
  })

  it('works a signature out, or says that there is none and what travels instead', () => {
    const signature = texts.get('Signature') ?? ''
    const vectors = readWorkedVectors(signature)
    if (isSigning(provider)) {
      expect(vectors.length, howToPrintAVector).toBeGreaterThan(0)
      const problems = vectors.flatMap((vector) => findVectorProblems(folder, vector))
      expect(problems, howToPrintAVector).toEqual([])
    } else {
      const [, header = ''] = /^\s*None\. The \w+ travels as `([\w-]+): /.exec(signature) ?? []
      expect(readSentHeaders(provider), howToSayNone).toContain(header.toLowerCase())
      expect(vectors).toEqual([])
    }
  })
})

describe('the README of snap-bi', () => {
  const vectors = readWorkedVectors(readText('packages/snap-bi/README.md'))

  it('works out the RSA signature of a token request and the HMAC signature of a transaction', () => {
    expect(vectors.map(({ algorithm }) => algorithm)).toEqual([
      'SHA256withRSA, base64',
      'HMAC-SHA512(clientSecret), base64',
    ])
    const problems = vectors.flatMap((vector) => findVectorProblems('packages/snap-bi', vector))
    expect(problems, howToPrintAVector).toEqual([])
  })
})

describe('a worked vector', () => {
  const [token, transaction] = readWorkedVectors(readText('packages/snap-bi/README.md')) as [
    WorkedVector,
    WorkedVector,
  ]
  const [digest] = readWorkedVectors(readText('packages/apigames/README.md')) as [WorkedVector]
  const find = (folder: string, vector: WorkedVector): string[] =>
    findVectorProblems(`packages/${folder}`, vector)

  it('is refused when any row of it is changed or missing', () => {
    for (const [folder, vector] of [
      ['snap-bi', token],
      ['snap-bi', transaction],
      ['apigames', digest],
    ] as const) {
      expect(find(folder, vector)).toEqual([])
      for (const name of Object.keys(vector)) {
        const { [name]: value = '', ...without } = vector
        // A README may leave the public key out; what is printed must be right.
        if (name !== 'publicKey') expect([name, find(folder, without)]).not.toEqual([name, []])
        const changed = { ...vector, [name]: `${value.slice(0, -2)}~~` }
        expect([name, find(folder, changed)]).not.toEqual([name, []])
      }
    }
  })
})

const howToSayWhoMayCall =
  'write a line "**IP allow-list:** …" before the section Install: "none is documented.", or required where, and how another address is refused'

describe('the guide to going to production', () => {
  const path = 'packages/core/docs/going-to-production.md'
  const providers = listProviders().map((provider) => {
    const readme = readText(`packages/${provider}/README.md`)
    const [, title = provider] = /^Unofficial and not affiliated with (.+?)\. /m.exec(readme) ?? []
    return { provider, readme, title }
  })

  it('names references that the mocks know', () => {
    const catalogue = readText('mocks/docs/catalogue.md')
    const names = [...readText(path).matchAll(/`([a-z-]+-001|unauthorized)`/g)].map(([whole]) => whole)
    expect(names.length).toBeGreaterThan(1)
    expect(names.filter((name) => !catalogue.includes(`| ${name} |`))).toEqual([])
  })

  it('says of every provider who may call it, and how it refuses a caller; UPDATE_README=1 writes it', () => {
    const allowLists = providers.map(({ title, provider, readme }) => {
      const [, text = ''] = /^\*\*IP allow-list:\*\* (.+)$/m.exec(readme) ?? []
      expect(text, `${provider}: ${howToSayWhoMayCall}`).not.toBe('')
      return [`[${title}](../../${provider}/README.md)`, text.replace(/^./, (first) => first.toUpperCase())]
    })
    const refusals = providers.flatMap(({ title, readme }) => {
      const [, rows = ''] = /<!-- errors -->\n([\s\S]*?)<!-- \/errors -->/.exec(readme) ?? []
      return rows
        .split('\n')
        .map((line) => line.slice(2, -2).split(' | '))
        .filter(([, , code]) => code === '`AUTHENTICATION`')
        .map(([httpStatus = '', answer = '', , , source = '']) => [title, httpStatus, answer, source])
    })
    expect(
      new Set(refusals.map(([title]) => title)).size,
      'every table of errors has a row of `AUTHENTICATION`; UPDATE_README=1 writes it',
    ).toBe(providers.length)
    const page = readText(path)
    const wanted = replaceSection(
      replaceSection(page, 'allow-lists', table(['Provider', 'IP allow-list'], allowLists)),
      'refusals',
      table(['Provider', 'HTTP', 'Answer', 'Source'], refusals),
    )
    if (process.env.UPDATE_README === '1') writeFileSync(join(rootDirectory, path), wanted)
    else expect(page, 'UPDATE_README=1 writes it').toBe(wanted)
  })
})
