import { readdirSync, readFileSync } from 'node:fs'
import { createDetector } from '@cekstatus/conformance/secrecy'
import { credentials as apigames } from '@cekstatus/mocks/apigames'
import { credentials as smilepay } from '@cekstatus/mocks/smilepay'
import { describe, expect, it } from 'vitest'

describe.each(['pacts', 'openapi'])('the files in %s', (folder) => {
  it('hold no secret that signs and never travels', () => {
    const detect = createDetector([
      { name: 'API Games secretKey', text: apigames.secretKey },
      { name: 'SmilePay merchantSecret', text: smilepay.merchantSecret },
      { name: 'SmilePay privateKey', text: smilepay.privateKey },
    ])
    const directory = new URL(`../${folder}/`, import.meta.url)
    const files = readdirSync(directory)
    expect(files.length).toBeGreaterThanOrEqual(5)
    for (const file of files) {
      expect([file, detect(readFileSync(new URL(file, directory), 'utf8'))]).toEqual([file, []])
    }
  })
})
