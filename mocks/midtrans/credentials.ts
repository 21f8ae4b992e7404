/** The one key that the mock accepts, with the prefix of a production key. */
export const credentials = { serverKey: 'Mid-server-mock_midtrans' } as const
