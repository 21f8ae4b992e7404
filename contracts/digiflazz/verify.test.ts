import { describeVerification } from '../src/describe-verification.ts'
import { contract } from './contract.ts'

describeVerification(contract)
