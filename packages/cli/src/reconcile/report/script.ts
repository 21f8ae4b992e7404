/** Filters the table of rows. Without scripts, all rows are shown. */
export const script = `
const form = document.querySelector('form')
const rows = [...document.querySelectorAll('#rows tbody tr')]
const count = document.querySelector('#count')
form.hidden = false
const filter = () => {
  const { verdict, provider, text } = form.elements
  const wanted = text.value.trim().toLowerCase()
  let shown = 0
  for (const row of rows) {
    const fits = (verdict.value === '' || row.dataset.verdict === verdict.value)
      && (provider.value === '' || row.dataset.provider === provider.value)
      && (wanted === '' || row.textContent.toLowerCase().includes(wanted))
    row.hidden = !fits
    if (fits) shown += 1
  }
  const [option] = verdict.selectedOptions
  const total = option.dataset.rows ?? verdict.dataset.rows
  count.textContent = shown + ' shown; ' + total + (verdict.value === '' ? ' rows' : ' rows with this verdict') + ' in the output'
}
form.addEventListener('input', filter)
form.addEventListener('submit', (event) => event.preventDefault())
filter()
`
