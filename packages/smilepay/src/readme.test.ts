import { fileURLToPath } from 'node:url'
import { describeReadmeExample } from '@cekstatus/conformance'
import { createHandlers, credentials } from '@cekstatus/mocks/smilepay'
import { setupServer } from 'msw/node'

describeReadmeExample({
  directory: fileURLToPath(new URL('..', import.meta.url)),
  environment: {
    SMILEPAY_PARTNER_ID: credentials.partnerId,
    SMILEPAY_MERCHANT_SECRET: credentials.merchantSecret,
    SMILEPAY_PRIVATE_KEY: credentials.privateKey,
  },
  interceptHost: () => {
    const server = setupServer(...createHandlers())
    server.listen({ onUnhandledFrame: 'error' })
    return () => server.close()
  },
  output: ['deliver 10000.00'],
})
