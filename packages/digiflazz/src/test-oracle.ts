import { isObject, isWord, nothing, type Oracle } from '@cekstatus/conformance/open-input'

// unfilled: what the page allows to be said of an answer, written from the page by somebody who has not seen response.ts
/** By the page of the status call. */
export const oracle: Oracle = ({ httpStatus, body }) => {
  if (httpStatus < 200 || httpStatus > 299 || !isObject(body)) return nothing
  const success = isWord(body.status)
  return { success, successLines: 0, fulfil: success }
}
