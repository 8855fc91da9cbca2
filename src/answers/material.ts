import { figuresOf } from '#answers/figures.ts'

/** Addresses of pages and HTML, which nothing a model writes for people may hold. */
const FOREIGN = /[a-z][a-z0-9+.-]{1,12}:\/\/|\bwww\.|\]\s*\(|<\/?[a-z!][^>]*>|\b(?:javascript|data):/i

export const holdsLinks = (text: string): boolean => FOREIGN.test(text)

/** Figures of a text that its material does not have: made up, or worked out. */
export function strayFigures(text: string, material: string): string[] {
  const known = figuresOf(material)
  return [...figuresOf(text.replace(/^\s*\d{1,2}[.、)]\s/gm, ''))].filter((figure) => !known.has(figure))
}
