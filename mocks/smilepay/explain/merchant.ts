/** A session takes the plain merchant id, and the one that carries the session's name. */
export const merchantIdsOf = (partnerId: string, session: string | null): string[] =>
  session === null ? [partnerId] : [`${partnerId}-${session}`, partnerId]
