/** The documented answer of a delivered purchase, with fields of `data` replaced; `undefined` removes one. */
export function suksesBody(changes: Record<string, unknown> = {}): string {
  return JSON.stringify({
    data: {
      merchant_id: 'M220718CYXXXXX3KFF',
      trx_id: 'T220926XXXXX00003',
      ref_id: 'sdfsdx2',
      destination: '4645',
      product_code: 'ff5',
      product_code_master: 'ff5',
      message:
        'R#sdfsdx2 ff5.4645, status SUKSES. SN/Ref: BSK.AFULP. RefId : 12067803053055289057. Sisa saldo 99049000',
      status: 'Sukses',
      sn: 'BSK.AFULP. RefId : 12067803053055289057',
      last_balance: '99049000',
      product_detail: productDetail,
      ...changes,
    },
    status: 1,
  })
}

export const productDetail = {
  name: '5 Diamond Free Fire',
  code: 'ff5',
  price: 3,
  price_unit: 'garena shell',
  rate: 250,
  price_rp: 750,
}
