/** The merchant code that the official SDK prints in its tests, with a fake key. */
export const credentials = {
  merchantCode: 'D0001',
  apiKey: 'fake-api-key-of-the-mock-never-a-real-one',
} as const
