/** The merchant id that the page shows, masked as there, with a secret that belongs to nobody. */
export const credentials = {
  merchantId: 'M220718CYXXXXX3KFF',
  secretKey: 'fake-secret-key-of-the-mock-never-a-real-one',
} as const
