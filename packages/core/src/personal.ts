const mask = '***'

/** A link after its host, where a payment link has its secret. */
const linkPath = /(https?:\/\/[^\s/?#"'<>]+)[/?#][^\s"'<>]*/gi
/** An Indonesian mobile number with or without country code or separators; one with a prefix is a reference. */
const mobileNumber = /(?<![\w-])(?:\+?62|0)[\s.-]?8\d(?:[\s.-]?\d){6,10}(?!\w)/g

/** Masks mobile numbers, and links after their host, in a provider's message. */
export function maskPersonal(text: string): string {
  return text.replace(linkPath, `$1/${mask}`).replace(mobileNumber, mask)
}
