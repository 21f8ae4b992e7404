import { button } from './element.js'
import { tell } from './news.js'

/**
 * Browsers give the clipboard to loopback and to secure pages; elsewhere the old command still copies a selection.
 * @param {string} text
 */
async function copyText(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const area = document.createElement('textarea')
  area.value = text
  document.body.append(area)
  area.select()
  const copied = document.execCommand('copy')
  area.remove()
  if (!copied) throw new Error('the browser refused to copy')
}

/**
 * @param {string} text what is copied
 * @param {string} what for a screen reader and the news: "the base URL of paymenku"
 */
export function copyButton(text, what) {
  return button(
    'Copy',
    () =>
      copyText(text).then(
        () => tell(`Copied ${what}.`),
        () => tell('The browser refused to copy. Select the text instead.'),
      ),
    { class: 'copy', 'aria-label': `Copy ${what}` },
  )
}
