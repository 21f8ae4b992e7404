export { type Comparable, compareError, compareExpected, compareTransaction } from './compare.ts'
export { type Reached, reach } from './reach.ts'
