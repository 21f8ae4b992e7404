import type { RunningProcess } from './processes.ts'

/** The first address that a server prints; rejects with all that it printed when it ends without one. */
export function printedAddress(server: RunningProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const stopLooking: () => void = server.onOutput((output) => {
      const address = /http:\/\/(?:127\.0\.0\.1|localhost):[1-9]\d*/.exec(output)?.[0]
      if (address === undefined) return
      stopLooking()
      resolve(address)
    })
    server.ended.then(() => reject(new Error(`It ended without an address: ${server.output()}`)), reject)
  })
}
