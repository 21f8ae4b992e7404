import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceSection, table } from '@cekstatus/conformance/markdown'
import { describe, expect, it } from 'vitest'
import { listProviders, readText, rootDirectory } from './repository.ts'

interface Fixtures {
  fixtures: readonly { provenance: { kind: string } }[]
}

const providers = await Promise.all(
  listProviders().map(async (name) => {
    const readme = readText(`packages/${name}/README.md`)
    const [, title = name] = /^Unofficial and not affiliated with (.+?)\. /m.exec(readme) ?? []
    const { fixtures } = (await import(`../../../mocks/${name}/fixtures.ts`)) as Fixtures
    return { name, readme, title, kinds: fixtures.map(({ provenance }) => provenance.kind) }
  }),
)

/** Compares a page with what the packages make of it; `pnpm generate` writes it. */
function expectPage(path: string, sections: Readonly<Record<string, string>>): void {
  const page = readText(path)
  const wanted = Object.entries(sections).reduce(
    (text, [name, rows]) => replaceSection(text, name, rows),
    page,
  )
  if (process.env.GENERATE === '1') writeFileSync(join(rootDirectory, path), wanted)
  else expect(page, 'run "pnpm generate"').toBe(wanted)
}

function providerRow({ name, readme, title, kinds }: (typeof providers)[number]): string[] {
  const evidence = /^\*\*Evidence:\*\* (\w+)/m.exec(readme)?.[1] ?? ''
  const count = (kind: string): number => kinds.filter((other) => other === kind).length
  return [
    `[${title}](packages/${name})`,
    `\`@cekstatus/${name}\``,
    evidence,
    `${count('documented')} documented, ${count('inferred')} inferred`,
  ]
}

describe('generated tables', () => {
  it.each([
    ['README.md', ['Provider', 'Package', 'Evidence', 'Mocked responses']],
    ['README.id.md', ['Provider', 'Paket', 'Bukti', 'Respons di mock']],
  ])('%s lists the providers', (page, head) => {
    expectPage(page, { providers: table(head, providers.map(providerRow)) })
  })

  it('the production guide lists allow-lists and authentication errors of every provider', () => {
    const allowLists = providers.map(({ title, name, readme }) => {
      const [, text = ''] = /^\*\*IP allow-list:\*\* (.+)$/m.exec(readme) ?? []
      return [`[${title}](../../${name}/README.md)`, text.replace(/^./, (first) => first.toUpperCase())]
    })
    const refusals = providers.flatMap(({ title, readme }) => {
      const [, rows = ''] = /<!-- errors -->\n([\s\S]*?)<!-- \/errors -->/.exec(readme) ?? []
      return rows
        .split('\n')
        .map((line) => line.slice(2, -2).split(' | '))
        .filter(([, , code]) => code === '`AUTHENTICATION`')
        .map(([httpStatus = '', answer = '', , , source = '']) => [title, httpStatus, answer, source])
    })
    expectPage('packages/core/docs/going-to-production.md', {
      'allow-lists': table(['Provider', 'IP allow-list'], allowLists),
      refusals: table(['Provider', 'HTTP', 'Response', 'Source'], refusals),
    })
  })
})
