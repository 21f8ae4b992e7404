import { provider as apigames } from '../apigames/provider.ts'
import { provider as paymenku } from '../paymenku/provider.ts'
import { provider as paystrator } from '../paystrator/provider.ts'
import { provider as sekalipay } from '../sekalipay/provider.ts'
import { provider as smilepay } from '../smilepay/provider.ts'
import type { MockProvider } from './types.ts'

/** The providers in the order of their ports. */
export const mockProviders: readonly MockProvider[] = [paymenku, smilepay, apigames, sekalipay, paystrator]
