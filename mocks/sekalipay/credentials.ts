/** The one key that the mock accepts, shaped as Sekalipay's samples are. */
export const credentials = { apiKey: 'sk_live_mock_sekalipay' } as const
