import { ControlFailure } from './control.js'

/**
 * @param {HTMLFormElement} form
 * @param {unknown} error null where all is well
 */
function showProblem(form, error) {
  for (const control of form.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid')
  const place = form.querySelector('.problem')
  if (place) place.textContent = error instanceof Error ? error.message : ''
  if (!(error instanceof ControlFailure) || error.field === null) return
  const name = error.field.split('.').at(-1)
  const wrong = [...form.elements].find((control) => control.getAttribute('name') === name)
  if (!(wrong instanceof HTMLElement)) return
  wrong.setAttribute('aria-invalid', 'true')
  wrong.focus()
}

/**
 * Runs what a form asks for, and shows beside it what control says against that.
 * @param {HTMLFormElement} form
 * @param {() => Promise<unknown>} act
 */
export async function attempt(form, act) {
  try {
    await act()
    showProblem(form, null)
  } catch (error) {
    showProblem(form, error)
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {() => Promise<unknown>} act
 */
export function onSubmit(form, act) {
  return form.addEventListener('submit', (event) => {
    event.preventDefault()
    attempt(form, act)
  })
}
