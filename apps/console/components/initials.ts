/** The last two characters of a Chinese name, the initials of a Latin one. */
export function initials(name: string): string {
  if (/\p{Script=Han}/u.test(name)) return name.slice(-2)
  return name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .join('')
    .slice(0, 2)
    .toUpperCase()
}
