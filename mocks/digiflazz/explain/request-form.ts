import type { WantedForm } from '../../src/explain/json-request-form.ts'

export const wantedForm: WantedForm<'username' | 'buyer_sku_code' | 'customer_no' | 'ref_id' | 'sign'> = {
  members: {
    username: ['userName', 'user_name', 'user', 'USERNAME', 'member_id'],
    buyer_sku_code: ['buyerSkuCode', 'sku', 'sku_code', 'product_code', 'code', 'buyer_sku'],
    customer_no: ['customerNo', 'customer_number', 'customerNumber', 'customer', 'hp', 'target'],
    ref_id: ['refId', 'refid', 'ref', 'reference', 'reference_id', 'REF_ID', 'trx_id', 'ref-id'],
    sign: ['signature', 'Sign', 'SIGN', 'sig', 'hash', 'x-signature'],
  },
  signature: 'sign',
  signatureHeaders: ['sign', 'x-sign', 'signature', 'x-signature', 'authorization'],
  fix: 'Send POST with a JSON object: {"username":"…","buyer_sku_code":"…","customer_no":"…","ref_id":"…","sign":"…"}.',
  inQuery: 'The parameters stand in the address; Digiflazz takes POST with a JSON body only.',
}
