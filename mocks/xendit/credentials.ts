/** The one key that the mock accepts, with the prefix of a live key. */
export const credentials = { secretKey: 'xnd_production_mock_xendit' } as const
