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
        const client = ${factory}(${JSON.stringify({ ...credentials, baseUrl })})
        return Response.json(await client.getTransactionStatus(${JSON.stringify(query)}))
      },
    }`)
}

const needsNode = (script: string): boolean => /from "node:/.test(script)

describe('a Worker without nodejs_compat', () => {
  it.each(questions)(
    'asks $provider, or does not start and names the module that it lacks',
    async (question) => {
      const mock = await startMock(question.provider)
      try {
        const script = await bundleClient(question, mock.url)
        const answer = runPlainWorker(script)
        if (needsNode(script)) await expect(answer).rejects.toThrow('No such module "node:crypto"')
        else expect(await answer).toMatchObject({ status: question.expected.status })
      } finally {
        await mock.close()
      }
    },
  )

  it('is enough where nothing is signed', async () => {
    const scripts = await Promise.all(questions.map((question) => bundleClient(question, 'http://127.0.0.1')))
    const withNode = questions.filter((_, index) => needsNode(scripts[index] ?? ''))
    expect(withNode.map(({ provider }) => provider)).toEqual(expect.arrayContaining(['apigames', 'smilepay']))
    expect(withNode.map(({ provider }) => provider)).not.toContain('paymenku')
  })
})
