import { createApigames } from '@cekstatus/apigames'
import { credentials } from '@cekstatus/mocks/apigames'
import type { CreateClient } from '../src/contract-types.ts'

export const wrongSecret = 'fake-secret-key-that-nobody-issued'

export const createClient: CreateClient = (options, variation) =>
  createApigames({
    ...options,
    ...credentials,
    ...(variation === 'wrong-secret' ? { secretKey: wrongSecret } : {}),
  }) as ReturnType<CreateClient>
