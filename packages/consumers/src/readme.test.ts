import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packages } from './packages.ts'
import { consumersDirectory, readManifest } from './repository.ts'
import { isFor, sessionRuntimes } from './sessions.ts'

const path = join(consumersDirectory, 'README.md')
const readme = readFileSync(path, 'utf8')

/** One row for each runtime: what it is called, where it comes from and what it is tried with. */
function runtimesTable(): string {
  const rows = sessionRuntimes.map((runtime) => {
    const names = packages.filter((item) => isFor(runtime, item)).map(({ manifest }) => manifest.name)
    const all = names.length === packages.length
    return `| ${runtime.name} | ${runtime.source} | ${all ? 'every package' : 'the libraries'} |`
  })
  return ['| Runtime | Comes from | Runs |', '| --- | --- | --- |', ...rows].join('\n')
}

it('its table names every test', () => {
  const named = [...readme.matchAll(/^\| `([a-z-]+)` \| /gm)].map(([, name]) => name)
  const tests = readdirSync(join(consumersDirectory, 'src')).filter((name) => name.endsWith('.test.ts'))
  expect(named.sort()).toEqual(tests.map((name) => name.replace('.test.ts', '')).sort())
})

it('its table names every runtime; pnpm generate writes it', () => {
  const section = /(<!-- runtimes -->\n)[\s\S]*(\n<!-- \/runtimes -->)/
  const wanted = readme.replace(section, (_, start, end) => start + runtimesTable() + end)
  expect(wanted).toContain('| Node 20')
  if (process.env.GENERATE === '1') writeFileSync(path, wanted)
  else expect(readme).toBe(wanted)
})

it('every project has a test of its name', () => {
  const projects = readdirSync(join(consumersDirectory, 'projects'))
  expect(projects.map((name) => readManifest(join(consumersDirectory, 'projects', name)).name)).toEqual(
    projects.map((name) => `consumer-${name}`),
  )
  for (const name of projects) expect(readme).toContain(`| \`${name}\` | `)
})
