import { createPaymenku, type PaymenkuClient } from '@cekstatus/paymenku'
import type { Provider } from '@nestjs/common'

export const PAYMENKU = Symbol('paymenku')
export type { PaymenkuClient }

/** One client for the application, configured where it starts. */
export const paymenkuProvider: Provider = {
  provide: PAYMENKU,
  useFactory: (): PaymenkuClient => {
    const { PAYMENKU_API_KEY = '', PAYMENKU_BASE_URL } = process.env
    return createPaymenku({
      apiKey: PAYMENKU_API_KEY,
      ...(PAYMENKU_BASE_URL === undefined ? {} : { baseUrl: PAYMENKU_BASE_URL }),
    })
  },
}
