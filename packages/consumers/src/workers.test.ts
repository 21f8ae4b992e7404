import { describe, expect, it } from 'vitest'
import { questions, startMock } from './questions.ts'
import { bundleWorker, runPlainWorker } from './sessions.ts'

function bundleClient(
  { consumer, factory, credentials, query }: (typeof questions)[number],
  baseUrl: string,
) {
  return bundleWorker(`
    import { ${factory} } from '${consumer.manifest.name}'
    export default {
      async fetch() {
        let requests = 0
        const count = (...request) => {
          requests += 1
          return fetch(...request)
        }
        try {
          const client = ${factory}({ ...${JSON.stringify({ ...credentials, baseUrl })}, fetch: count })
          const { status } = await client.getTransactionStatus(${JSON.stringify(query)})
          return Response.json({ status, requests })
        } catch (error) {
          return Response.json({ code: error.code, field: error.field, message: error.message + ' ' + error.hint, requests })
        }
      },
    }`)
}

const signs = (script: string): boolean => /getBuiltinModule\("node:crypto"\)/.test(script)

describe('a Worker without nodejs_compat', () => {
  it.each(questions)(
    'asks $provider, or refuses to sign, names the flag that it lacks and sends nothing',
    async (question) => {
      const mock = await startMock(question.provider)
      try {
        const script = await bundleClient(question, mock.url)
        const answer = await runPlainWorker(script)
        if (signs(script)) {
          expect(answer).toEqual({
            code: 'CONFIGURATION',
            field: 'runtime',
            message: expect.stringMatching(/node:crypto of this runtime cannot compute .*nodejs_compat/),
            requests: 0,
          })
        } else expect(answer).toEqual({ status: question.expected.status, requests: 1 })
      } finally {
        await mock.close()
      }
    },
  )

  it('loads every package, and is enough where nothing is signed', async () => {
    const scripts = await Promise.all(questions.map((question) => bundleClient(question, 'http://127.0.0.1')))
    for (const script of scripts) expect(script).not.toMatch(/from "node:/)
    const signing = questions.filter((_, index) => signs(scripts[index] ?? ''))
    expect(signing.map(({ provider }) => provider)).toEqual(expect.arrayContaining(['apigames', 'smilepay']))
    expect(signing.map(({ provider }) => provider)).not.toContain('paymenku')
  })
})
