const mask = '***'

/** What follows the host of a link: where a pay link has its secret. */
const linkPath = /(https?:\/\/[^\s/?#"'<>]+)[/?#][^\s"'<>]*/gi
/** An Indonesian mobile number, with or without country code, grouped or not; one with a prefix is a reference. */
const mobileNumber = /(?<![\w-])(?:\+?62|0)[\s.-]?8\d(?:[\s.-]?\d){6,10}(?!\w)/g

/** Cuts links after their host, and mobile numbers, out of a text of a provider's. */
export function maskPersonal(text: string): string {
  return text.replace(linkPath, `$1/${mask}`).replace(mobileNumber, mask)
}
