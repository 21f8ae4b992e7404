/** The page's masked merchant ID with a fake secret. */
export const credentials = {
  merchantId: 'M220718CYXXXXX3KFF',
  secretKey: 'fake-secret-key-of-the-mock-never-a-real-one',
} as const
