import { describeConsumer } from '../src/describe-consumer.ts'
import { contract } from './contract.ts'

describeConsumer(contract)
