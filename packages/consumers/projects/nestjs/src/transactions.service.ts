import { isCekStatusError } from '@cekstatus/paymenku'
import { Inject, Injectable, NotFoundException, ServiceUnavailableException } from '@nestjs/common'
import { PAYMENKU, type PaymenkuClient } from './paymenku.provider'

export interface TransactionView {
  status: string
  advice: string
  amount: string | null
}

@Injectable()
export class TransactionsService {
  constructor(@Inject(PAYMENKU) private readonly paymenku: PaymenkuClient) {}

  async find(merchantReference: string): Promise<TransactionView> {
    try {
      const { status, advice, amount } = await this.paymenku.getTransactionStatus({ merchantReference })
      return { status, advice, amount: amount?.value ?? null }
    } catch (error) {
      if (!isCekStatusError(error)) throw error
      if (error.code === 'NOT_FOUND') throw new NotFoundException(error.code)
      throw new ServiceUnavailableException(error.code)
    }
  }
}
