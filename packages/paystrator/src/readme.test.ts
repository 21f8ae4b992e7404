import { fileURLToPath } from 'node:url'
import { describeReadmeExample } from '@cekstatus/conformance'
import { createHandlers, credentials } from '@cekstatus/mocks/paystrator'
import { setupServer } from 'msw/node'

describeReadmeExample({
  directory: fileURLToPath(new URL('..', import.meta.url)),
  environment: { PAYSTRATOR_ACCESS_TOKEN: credentials.accessToken },
  interceptHost: () => {
    const server = setupServer(...createHandlers())
    server.listen({ onUnhandledFrame: 'error' })
    return () => server.close()
  },
  output: ['release expired EXPIRED'],
})
