import { fileURLToPath } from 'node:url'

/** Where the committed documents are. */
export const documentDirectory = fileURLToPath(new URL('../../openapi', import.meta.url))

export function documentFileName(provider: string): string {
  return `${provider}.json`
}
