import { button } from './element.js'
import { tell } from './news.js'

/**
 * Browsers give the clipboard to loopback and to secure pages; elsewhere the old command still copies a selection.
 * @param {string} text
 */
const copyText = async (text) => {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const area = document.createElement('textarea')
  area.value = text
  document.body.append(area)
  area.select()
  const copied = document.execCommand('copy')
  area.remove()
  if (!copied) throw new Error('the browser does not copy')
}

/**
 * @param {string} text what is copied
 * @param {string} what for a screen reader and the news: "the base URL of paymenku"
 */
export const copyButton = (text, what) =>
  button(
    'Copy',
    () =>
      copyText(text).then(
        () => tell(`Copied ${what}.`),
        () => tell('The browser does not let the page copy; select the text instead.'),
      ),
    { class: 'copy', 'aria-label': `Copy ${what}` },
  )
