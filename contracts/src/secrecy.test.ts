import { readdirSync, readFileSync } from 'node:fs'
import { createDetector } from '@cekstatus/conformance/secrecy'
import { describe, expect, it } from 'vitest'
import { loadContracts } from './load-contracts.ts'

const contracts = await loadContracts()

describe.each(['pacts', 'openapi'])('the files in %s', (folder) => {
  it('hold no secret that signs and never travels', () => {
    const secrets = contracts.flatMap(({ provider, mock, neverSent = [] }) =>
      neverSent.map((name) => ({ name: `${provider} ${name}`, text: mock.credentials[name] ?? '' })),
    )
    expect(secrets.length).toBeGreaterThanOrEqual(3)
    expect(secrets.filter(({ text }) => text === '')).toEqual([])
    const detect = createDetector(secrets)
    const directory = new URL(`../${folder}/`, import.meta.url)
    const files = readdirSync(directory)
    expect(files.length).toBeGreaterThanOrEqual(5)
    for (const file of files) {
      expect([file, detect(readFileSync(new URL(file, directory), 'utf8'))]).toEqual([file, []])
    }
  })
})
