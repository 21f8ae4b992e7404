/** The one key that the mock accepts; it has the prefix of a live key, as the page's own sample does. */
export const credentials = { apiKey: 'sk_live_mock_paymenku' } as const
