/** The one key that the mock accepts; no page shows the form of a key. */
export const credentials = { apiKey: 'mock-tripay-api-key' } as const
