import type { WantedForm } from '../../src/explain/json-request-form.ts'

export const wantedForm: WantedForm<'merchant_id' | 'ref_id' | 'signature'> = {
  members: {
    merchant_id: ['merchantId', 'merchantid', 'merchant', 'MERCHANT_ID', 'merchant-id'],
    ref_id: ['refId', 'refid', 'ref', 'reference', 'reference_id', 'REF_ID', 'trx_id', 'ref-id'],
    signature: ['sign', 'sig', 'Signature', 'SIGNATURE', 'secret', 'x-signature', 'hash'],
  },
  signature: 'signature',
  signatureHeaders: ['x-signature', 'signature', 'x-apigames-authorization'],
  fix: 'Send POST with a JSON object: {"ref_id":"…","merchant_id":"…","signature":"…"}.',
  inQuery:
    'The parameters stand in the address. API Games documents that form for GET; this mock imitates the POST form.',
}
