import { ask as apigames } from '../apigames/ask.ts'
import { ask as digiflazz } from '../digiflazz/ask.ts'
import { ask as paymenku } from '../paymenku/ask.ts'
import { ask as paystrator } from '../paystrator/ask.ts'
import { ask as sekalipay } from '../sekalipay/ask.ts'
import { ask as smilepay } from '../smilepay/ask.ts'
import type { AskProvider } from './ask.ts'
import type { ProviderName } from './types.ts'

/** How the tests ask each provider. */
export const asks: Partial<Record<ProviderName, AskProvider>> = {
  paymenku,
  smilepay,
  apigames,
  sekalipay,
  paystrator,
  digiflazz,
}
