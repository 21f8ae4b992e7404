import { fileURLToPath } from 'node:url'
import { describeReadmeExample } from '@cekstatus/conformance'
import { createHandlers, credentials } from '@cekstatus/mocks/duitku'
import { setupServer } from 'msw/node'

describeReadmeExample({
  directory: fileURLToPath(new URL('..', import.meta.url)),
  environment: { DUITKU_MERCHANT_CODE: credentials.merchantCode, DUITKU_API_KEY: credentials.apiKey },
  interceptHost: () => {
    const server = setupServer(...createHandlers())
    server.listen({ onUnhandledFrame: 'error' })
    return () => server.close()
  },
  output: ['deliver 100000.00'],
})
