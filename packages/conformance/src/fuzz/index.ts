export {
  type Allowed,
  isAbsent,
  isAsked,
  isObject,
  isPositiveAmount,
  isReadableAmount,
  isWord,
  nothing,
  type Oracle,
  textOf,
} from './oracle.ts'
export { type Finding, type FuzzTarget, type Report, tryCases } from './run.ts'
