import { isCekStatusError, type StatusClient, type StatusQuery } from '@cekstatus/core'

/** What a route says about one transaction. */
export async function answer<Query extends StatusQuery>(
  client: StatusClient<Query>,
  query: Query,
): Promise<Response> {
  try {
    const { status, advice } = await client.getTransactionStatus(query)
    return Response.json({ status, advice })
  } catch (error) {
    if (!isCekStatusError(error)) throw error
    return Response.json({ error: error.code }, { status: error.code === 'NOT_FOUND' ? 404 : 503 })
  }
}
