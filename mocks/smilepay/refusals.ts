import { jsonAnswer } from '../src/answers.ts'
import type { MockAnswer } from '../src/types.ts'

/** The two digits in the middle of a `responseCode`: 73 access token, 92 status inquiry. */
export type ServiceCode = '73' | '92'

function refuse(status: number, responseCode: string, responseMessage: string, because: string): MockAnswer {
  return jsonAnswer(
    status,
    { responseCode, responseMessage },
    {
      kind: 'inferred',
      source: 'https://docs.smilepay.id/errors',
      note: 'The message is in the table of codes; no page shows a body for it.',
    },
    because,
  )
}

export function badRequest(service: ServiceCode): MockAnswer {
  return refuse(400, `400${service}00`, 'Bad Request', 'the body is not a JSON object')
}

/** `field` is the header or body member, spelled as on the page. */
export function invalidFieldFormat(service: ServiceCode, field: string, rule: string): MockAnswer {
  return refuse(400, `400${service}01`, `Invalid Field Format ${field}`, `${field} ${rule}`)
}

export function invalidMandatoryField(service: ServiceCode, field: string): MockAnswer {
  return refuse(400, `400${service}02`, `Invalid Mandatory Field ${field}`, `${field} is missing`)
}

export function unauthorizedTokenRequest(because: string): MockAnswer {
  return refuse(401, '4017300', 'Unauthorized', because)
}
