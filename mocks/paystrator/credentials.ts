/** The one public access token that the mock accepts; a real one lives five minutes, this one always. */
export const credentials = { accessToken: 'mock-public-access-token' } as const
