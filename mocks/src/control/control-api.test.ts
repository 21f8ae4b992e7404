import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { routeNames } from './routes.ts'

it('docs/control-api.md lists every route', () => {
  const page = readFileSync(new URL('../../docs/control-api.md', import.meta.url), 'utf8')
  const listed = [...page.matchAll(/^\| `([A-Z]+) \/api\/([^?`]+)/gm)].map(
    ([, method, path = '']) => `${method} ${path.split('/').join(' ')}`,
  )
  expect(listed.sort()).toEqual([...routeNames, 'GET journal stream'].sort())
})
