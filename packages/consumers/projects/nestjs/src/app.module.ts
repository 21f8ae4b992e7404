import { Module } from '@nestjs/common'
import { paymenkuProvider } from './paymenku.provider'
import { TransactionsController } from './transactions.controller'
import { TransactionsService } from './transactions.service'

@Module({ controllers: [TransactionsController], providers: [paymenkuProvider, TransactionsService] })
export class AppModule {}
