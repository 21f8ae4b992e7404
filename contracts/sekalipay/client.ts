import { credentials } from '@cekstatus/mocks/sekalipay'
import { createSekalipay } from '@cekstatus/sekalipay'
import type { CreateClient } from '../src/contract-types.ts'

export const wrongKey = 'sk_live_wrong'

export const createClient: CreateClient = (options, variation) =>
  createSekalipay({
    ...options,
    apiKey: variation === 'wrong-key' ? wrongKey : credentials.apiKey,
  }) as ReturnType<CreateClient>
