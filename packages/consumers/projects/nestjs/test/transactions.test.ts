import { createMockServer, type MockServer } from '@cekstatus/mocks'
import { createPaymenku, isCekStatusError, statusMap, type Transaction } from '@cekstatus/paymenku'
import type { INestApplication } from '@nestjs/common'
import { Test } from '@nestjs/testing'
import { AppModule } from '../src/app.module'
import { PAYMENKU } from '../src/paymenku.provider'

describe('GET /transactions/:reference', () => {
  let mock: MockServer
  let app: INestApplication

  beforeAll(async () => {
    mock = await createMockServer({ provider: 'paymenku' })
    const paymenku = createPaymenku({ apiKey: `${mock.credentials.apiKey}`, baseUrl: mock.url })
    const module = await Test.createTestingModule({ imports: [AppModule] })
      .overrideProvider(PAYMENKU)
      .useValue(paymenku)
      .compile()
    app = module.createNestApplication({ logger: false })
    await app.listen(0, '127.0.0.1')
  })
  afterAll(async () => {
    await app.close()
    await mock.close()
  })

  const show = async (reference: string): Promise<[number, unknown]> => {
    const response = await fetch(`${await app.getUrl()}/transactions/${reference}`)
    return [response.status, await response.json()]
  }

  it('answers by the injected client', async () => {
    expect(await show('INV-001')).toEqual([
      200,
      { status: 'success', advice: 'fulfill', amount: '104000.00' },
    ])
    mock.journal.expect({ reference: 'INV-001', times: 1 })
  })

  it('says what the provider does not know', async () => {
    expect(await show('not-found-001')).toEqual([404, expect.objectContaining({ message: 'NOT_FOUND' })])
  })
})

describe('the package under Jest', () => {
  it('has its types', () => {
    // @ts-expect-error: it has words of its own
    const status: Transaction['status'] = 'paid'
    expect(statusMap.map(({ providerStatus }) => providerStatus)).toContain(status)
  })

  it('tells its errors', () => {
    let thrown: unknown
    try {
      createPaymenku({ apiKey: '' })
    } catch (error) {
      thrown = error
    }
    expect(isCekStatusError(thrown)).toBe(true)
  })
})
