import { provider as paymenku } from '../paymenku/provider.ts'
import type { MockProvider } from './types.ts'

/** The providers in the order of their ports. */
export const mockProviders: readonly MockProvider[] = [paymenku]
