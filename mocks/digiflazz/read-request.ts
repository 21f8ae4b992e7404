import { readMembers } from '../src/json-members.ts'

/** What https://developer.digiflazz.com/api/buyer/topup/ asks for in the body. */
export interface OrderRequest {
  username: string
  buyerSkuCode: string
  customerNo: string
  refId: string
  sign: string
  testing: boolean
  /** The command of a postpaid call; null for a prepaid order. */
  command: string | null
  /** The first member that is absent or of another type than the page says; null where all are right. */
  fault: string | null
}

const requiredTexts = ['username', 'buyer_sku_code', 'customer_no', 'ref_id', 'sign'] as const

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
function isBoolean(value: unknown): boolean {
  return typeof value === 'boolean'
}

/** The members that may be left out, and what they have to be. */
const optionalTypes: Readonly<Record<string, (value: unknown) => boolean>> = {
  testing: isBoolean,
  max_price: Number.isSafeInteger,
  cb_url: isText,
  allow_dot: isBoolean,
}

function findFault(members: Readonly<Record<string, unknown>>): string | null {
  return (
    requiredTexts.find((name) => !isText(members[name]) || members[name] === '') ??
    Object.entries(optionalTypes).find(([name, isRight]) => {
      return members[name] !== undefined && !isRight(members[name])
    })?.[0] ??
    null
  )
}

function textOrEmpty(value: unknown): string {
  return isText(value) ? value : ''
}

/** Reads the request's body; `null` where it is not a JSON object. */
export function readOrderRequest(body: string): OrderRequest | null {
  const members = readMembers(body)
  return (
    members && {
      username: textOrEmpty(members.username),
      buyerSkuCode: textOrEmpty(members.buyer_sku_code),
      customerNo: textOrEmpty(members.customer_no),
      refId: textOrEmpty(members.ref_id),
      sign: textOrEmpty(members.sign),
      testing: members.testing === true,
      command: isText(members.commands) ? members.commands : null,
      fault: findFault(members),
    }
  )
}
