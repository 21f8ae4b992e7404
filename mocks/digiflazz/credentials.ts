/** A fake username and two fake keys in the format of real ones. */
export const credentials = {
  username: 'mockdigiflazz',
  /** For real orders. */
  apiKey: 'fake0000-0000-5000-8000-production00',
  /** For requests with `testing: true`. */
  developmentKey: 'dev-fake0000-0000-11ee-8000-development0',
} as const
