import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { exists, listFiles, readText } from './repository.ts'

interface Element {
  type: string
  id?: string
  attributes: { label?: string; value?: string; options?: { label: string; required?: boolean }[] }
  validations?: { required: boolean }
}

interface Form {
  name: string
  description: string
  labels: string[]
  body: Element[]
}

const repository = 'https://github.com/cekstatus/cekstatus'
const formPaths = listFiles('.github/ISSUE_TEMPLATE').filter((path) => !path.endsWith('/config.yml'))
const forms = formPaths.map((path) => [path, parse(readText(path)) as Form] as const)

/** Words that every public form has to warn of. */
const secrets = [/keys/, /signatures/, /licenses/, /phone numbers/, /names/]

/** What GitHub would refuse in a form, one line each. */
function findMistakes({ name, description, body }: Form): string[] {
  const ids = body.flatMap(({ id }) => id ?? [])
  const labels = body.flatMap(({ attributes }) => attributes.label ?? [])
  return [
    ...[name, description].filter((text) => typeof text !== 'string' || text === '').map(() => 'no name'),
    ...(new Set(ids).size === ids.length ? [] : ['two elements with one id']),
    ...(new Set(labels).size === labels.length ? [] : ['two elements with one label']),
    ...body.flatMap(({ type, id, attributes }) => {
      if (type === 'markdown') return typeof attributes.value === 'string' ? [] : ['markdown without a text']
      if (!['input', 'textarea', 'checkboxes'].includes(type)) return [`the type ${type}`]
      return typeof attributes.label === 'string' && /^[\w-]+$/.test(id ?? '') ? [] : [`${id} is incomplete`]
    }),
  ]
}

describe('issue forms', () => {
  it('are there for what users meet', () => {
    expect(formPaths.map((path) => path.split('/').at(-1))).toEqual([
      'bug.yml',
      'new-provider.yml',
      'provider-changed.yml',
      'wrong-status.yml',
    ])
  })

  it.each(forms)('%s can be read by GitHub', (_path, form) => {
    expect(findMistakes(form)).toEqual([])
  })

  it('that GitHub would refuse are found', () => {
    const [, form] = forms[0] ?? []
    if (form === undefined) throw new Error('there is no form')
    const [first, second] = form.body
    if (first === undefined || second === undefined) throw new Error('the form is empty')
    const wrong = { ...form, body: [first, second, second, { ...second, type: 'inputs' }] }
    expect(findMistakes(wrong)).toEqual([
      'two elements with one id',
      'two elements with one label',
      'the type inputs',
    ])
  })

  it.each(forms)('%s warns of secrets first, and asks once more', (_path, { body }) => {
    const [warning] = body
    const question = body.at(-1)
    for (const word of secrets) {
      expect(warning?.attributes.value).toMatch(word)
      expect(question?.attributes.options?.[0]?.label).toMatch(word)
    }
    expect(question?.attributes.options?.[0]?.required).toBe(true)
  })

  it('send what is dangerous to a private place', () => {
    const config = parse(readText('.github/ISSUE_TEMPLATE/config.yml'))
    expect(config.blank_issues_enabled).toBe(false)
    expect(config.contact_links[0].url).toBe(`${repository}/security/advisories/new`)
    expect(readText('.github/SECURITY.md')).toContain(`${repository}/security/advisories/new`)
    expect(readText('.github/ISSUE_TEMPLATE/wrong-status.yml')).toContain('/security/advisories/new')
  })
})

describe('links between pages', () => {
  const pages = ['.github/SECURITY.md', '.changeset/README.md', 'CONTRIBUTING.md', 'README.md']

  it.each([...pages, '.github/pull_request_template.md', ...formPaths, '.github/ISSUE_TEMPLATE/config.yml'])(
    'of %s lead to files that are there',
    (page) => {
      const folder = page.includes('/') ? page.slice(0, page.lastIndexOf('/') + 1) : ''
      const text = readText(page)
      const relative = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path]) => folder + path)
      const absolute = [...text.matchAll(/cekstatus\/cekstatus\/blob\/main\/([^\s)#]+)/g)].map(
        ([, path]) => path ?? '',
      )
      const targets = [...relative, ...absolute].map((path) => new URL(path, 'file:///').pathname.slice(1))
      expect(targets.filter((path) => !exists(path))).toEqual([])
    },
  )
})

describe('Renovate', () => {
  interface Rule {
    description: string
    matchDepTypes?: string[]
    matchDepNames?: string[]
    rangeStrategy?: string
    allowedVersions?: string
  }
  const config = JSON.parse(readText('.github/renovate.json')) as {
    extends: string[]
    ignorePaths?: string[]
    packageRules: Rule[]
  }
  const strategyOf = (type: string): (string | undefined)[] =>
    config.packageRules
      .filter((rule) => rule.matchDepTypes?.includes(type) === true && rule.rangeStrategy !== undefined)
      .map((rule) => rule.rangeStrategy)

  it('pins tools and actions, and leaves what is published a range', () => {
    expect(config.extends).toContain('helpers:pinGitHubActionDigestsToSemver')
    expect(strategyOf('pnpm.catalog.default')).toEqual(['pin'])
    expect(strategyOf('devDependencies')).toEqual(['pin'])
    expect(strategyOf('dependencies')).toEqual(['replace'])
    expect(strategyOf('peerDependencies')).toEqual(['widen'])
  })

  it('looks into every folder with a lock file', () => {
    expect(config.ignorePaths).toBe(undefined)
    // The recommended settings leave out folders with these names.
    const leftOut = /(^|\/)(node_modules|bower_components|vendor|examples?|__tests__|tests?|__fixtures__)\//
    const locks = listFiles().filter((path) => path.endsWith('pnpm-lock.yaml'))
    expect(locks.length).toBeGreaterThan(2)
    expect(locks.filter((path) => leftOut.test(path))).toEqual([])
  })

  it('says why, and holds back only what is used', () => {
    const manifests = listFiles()
      .filter((path) => path.endsWith('package.json'))
      .map(readText)
    for (const { description, matchDepNames = [] } of config.packageRules) {
      expect(description).not.toBe('')
      for (const name of matchDepNames)
        expect([name, manifests.some((text) => text.includes(`"${name}":`))]).toEqual([name, true])
    }
  })
})
