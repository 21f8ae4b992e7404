import { byId } from './element.js'

let hiding = 0

/**
 * Says shortly what was done, on the screen and to a screen reader.
 * @param {string} text
 */
export function tell(text) {
  const news = byId('news', HTMLParagraphElement)
  news.textContent = text
  news.classList.add('shown')
  clearTimeout(hiding)
  hiding = window.setTimeout(() => news.classList.remove('shown'), 4000)
}
