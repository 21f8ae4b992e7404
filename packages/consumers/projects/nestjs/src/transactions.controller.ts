import { Controller, Get, Param } from '@nestjs/common'
import { TransactionsService, type TransactionView } from './transactions.service'

@Controller('transactions')
export class TransactionsController {
  constructor(private readonly transactions: TransactionsService) {}

  @Get(':reference')
  show(@Param('reference') reference: string): Promise<TransactionView> {
    return this.transactions.find(reference)
  }
}
