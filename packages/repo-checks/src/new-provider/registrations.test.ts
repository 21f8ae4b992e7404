import { describe, expect, it } from 'vitest'
import { readText } from '../repository.ts'
import { readMockNames, registrations } from './registrations.ts'

const registerIn = (path: string, text: string, name: string): string => {
  const registration = registrations.find((candidate) => candidate.path === path)
  if (registration === undefined) throw new Error(`nothing is registered in ${path}`)
  return registration.register(text, name)
}

/** The lines that one text has and the other has not. */
const addedLines = (before: string, after: string): string[] => {
  const known = new Set(before.split('\n').map((line) => line.replace(/,$/, '')))
  return after.split('\n').filter((line) => !known.has(line.replace(/,$/, '')))
}

describe.each(registrations)('$path', ({ path, register }) => {
  const text = readText(path)

  it('gets lines about the new provider and loses none', () => {
    const registered = register(text, 'acme')
    expect(addedLines(registered, text)).toEqual([])
    expect(addedLines(text, registered).join('\n')).toContain('acme')
  })

  it('keeps what another provider got', () => {
    expect(register(register(text, 'acme'), 'zeta')).toContain('acme')
  })

  it('refuses a file that it does not understand', () => {
    expect(() => register(path.endsWith('.json') ? '{}' : 'export {}', 'acme')).toThrow(/has no/)
  })
})

it('the new mock takes the next port, so its place is the last', () => {
  const path = 'mocks/src/registry.ts'
  const names = readMockNames(readText(path))
  expect(names.slice(0, 5)).toEqual(['paymenku', 'smilepay', 'apigames', 'sekalipay', 'paystrator'])
  expect(readMockNames(registerIn(path, readText(path), 'acme'))).toEqual([...names, 'acme'])
})

it.each(['acme', 'mmm', 'zeta'])('the command line lists %s in its place', (name) => {
  const path = 'packages/cli/src/providers/registry.ts'
  const registered = registerIn(path, readText(path), name)
  const names = [...registered.matchAll(/^ {2}([a-z0-9]+): \(\) =>/gm)].map(([, found]) => found)
  expect(names).toContain(name)
  expect(names).toEqual([...names].sort())
  expect(registered).toContain(`module.create${name.charAt(0).toUpperCase()}${name.slice(1)} })`)
})
