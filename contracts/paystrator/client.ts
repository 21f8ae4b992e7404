import { credentials } from '@cekstatus/mocks/paystrator'
import { createPaystrator } from '@cekstatus/paystrator'
import type { CreateClient } from '../src/contract-types.ts'

export const foreignToken = 'a-token-that-nobody-issued'

export const createClient: CreateClient = (options, variation) =>
  createPaystrator({
    ...options,
    accessToken: variation === 'foreign-token' ? foreignToken : credentials.accessToken,
  }) as ReturnType<CreateClient>
