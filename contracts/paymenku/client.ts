import { credentials } from '@cekstatus/mocks/paymenku'
import { createPaymenku } from '@cekstatus/paymenku'
import type { CreateClient } from '../src/contract-types.ts'

export const wrongKey = 'sk_live_wrong'

export const createClient: CreateClient = (options, variation) =>
  createPaymenku({
    ...options,
    apiKey: variation === 'wrong-key' ? wrongKey : credentials.apiKey,
  }) as ReturnType<CreateClient>
