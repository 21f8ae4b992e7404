// Loaded before a command: answers every call with a completed order of Sekalipay under the reference asked.
const body = (reference: string): string =>
  JSON.stringify({
    message: 'OK',
    data: {
      ref_id: reference,
      invoice: `SPY-${reference}`,
      status: 'completed',
      price: 50_000,
      fees: null,
      amount: 50_000,
      items: [
        {
          variant_id: 8,
          product_name: 'Spotify',
          product_license: 'bench',
          price: 50_000,
          order_process: 'auto',
        },
      ],
    },
    h2h_results: [],
    smm_results: [],
  })

globalThis.fetch = async (input) => {
  const reference = decodeURIComponent(
    String(input instanceof Request ? input.url : input)
      .split('/')
      .at(-1) ?? '',
  )
  return new Response(body(reference), { headers: { 'content-type': 'application/json' } })
}
