import { expect, it } from 'vitest'
import { listFiles, readText } from './repository.ts'

/** The words are put together here so that this file does not find itself. */
const leftOverMarks = new RegExp(['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX\\b', 'HA' + 'CK\\b'].join('|'))
const machinePaths = /(^|[^A-Za-z0-9.:/])\/(work|root|home|Users)\/[a-z.]/

const files = listFiles().filter((path) => /\.(ts|js|mjs|json|md|yaml|yml)$/.test(path))
const code = files.filter((path) => /\.(ts|js|mjs)$/.test(path))

it('code has no left-over marks', () => {
  const found = code.filter((path) => leftOverMarks.test(readText(path)))
  expect(found).toEqual([])
})

it('no file names a path of one machine', () => {
  expect(files.filter((path) => machinePaths.test(readText(path)))).toEqual([])
})
