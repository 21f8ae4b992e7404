import { fileURLToPath } from 'node:url'
import { describeReadmeExample } from '@cekstatus/conformance'
import { createHandlers, credentials } from '@cekstatus/mocks/sekalipay'
import { setupServer } from 'msw/node'

describeReadmeExample({
  directory: fileURLToPath(new URL('..', import.meta.url)),
  environment: { SEKALIPAY_API_KEY: credentials.apiKey },
  interceptHost: () => {
    const server = setupServer(...createHandlers())
    server.listen({ onUnhandledFrame: 'error' })
    return () => server.close()
  },
  output: ['deliver Telkomsel 10K SN123456789'],
})
