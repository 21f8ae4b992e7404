import { fileURLToPath } from 'node:url'
import { describeReadmeExample } from '@cekstatus/conformance'
import { createHandlers, credentials } from '@cekstatus/mocks/digiflazz'
import { setupServer } from 'msw/node'

describeReadmeExample({
  directory: fileURLToPath(new URL('..', import.meta.url)),
  environment: { DIGIFLAZZ_USERNAME: credentials.username, DIGIFLAZZ_API_KEY: credentials.apiKey },
  interceptHost: () => {
    const server = setupServer(...createHandlers())
    server.listen({ onUnhandledFrame: 'error' })
    return () => server.close()
  },
  output: ['delivered 1234567890'],
})
