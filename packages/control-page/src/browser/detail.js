import { byId } from './element.js'

/** Rises with each opening, so that a late answer does not fill what shows something else by now. */
let openings = 0

/**
 * Opens the dialog; the returned function replaces what it shows, as long as it shows this.
 * @param {string} title
 * @param {readonly (Node | string)[]} content
 */
export function openDetail(title, content) {
  const dialog = byId('detail', HTMLDialogElement)
  const body = byId('detail-body', HTMLDivElement)
  openings += 1
  const opening = openings
  byId('detail-title', HTMLHeadingElement).textContent = title
  body.replaceChildren(...content)
  if (!dialog.open) dialog.showModal()
  dialog.scrollTop = 0
  return (/** @type {readonly (Node | string)[]} */ other) => {
    if (opening === openings) body.replaceChildren(...other)
  }
}

/** The dialog is closed by its button, by Escape, and by a click beside it. */
export function prepareDetail() {
  const dialog = byId('detail', HTMLDialogElement)
  byId('close-detail', HTMLButtonElement).addEventListener('click', () => dialog.close())
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close()
  })
}
