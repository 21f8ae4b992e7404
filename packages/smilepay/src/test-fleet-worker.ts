// One process of a fleet: asks as often at once as the parent says, and tells it what came of each call.
import { createSmilepay, isCekStatusError } from './index.ts'

const [storePath = '', settings = '{}'] = process.argv.slice(2)
const { tokenStore } = await import(storePath)
const smilepay = createSmilepay({ ...JSON.parse(settings), tokenStore, rateLimiter: false })

async function ask(): Promise<string> {
  try {
    return (await smilepay.getTransactionStatus({ merchantReference: 'INV-001', kind: 'payment' })).status
  } catch (error) {
    return isCekStatusError(error) ? error.code : String(error)
  }
}

process.on('message', async (times: number) => {
  process.send?.(await Promise.all(Array.from({ length: times }, ask)))
})
process.send?.([])
