import { type Find, finder } from '#understanding/entities/found.ts'

const digits = (text: string) => text.replace(/\D/g, '')

/** Mainland mobiles (with +86, spaces or dashes), fixed lines with area code, 400/800 numbers. */
export const findPhones: Find = finder([
  [/(?<![\dA-Za-z])(?:\+?86[\s-]?)?(?<n>1[3-9]\d[\s-]?\d{4}[\s-]?\d{4})(?!\d)/g, 'phone', (m) => digits(m.groups!.n!)],
  [/(?<![\dA-Za-z])\(?0\d{2,3}\)?[\s-]?[2-9]\d{6,7}(?!\d)/g, 'phone', (m) => digits(m[0])],
  [/(?<![\dA-Za-z])[48]00[\s-]?\d{3}[\s-]?\d{4}(?!\d)/g, 'phone', (m) => digits(m[0])],
])

export const findEmails: Find = finder([
  [
    /(?<![\w.+-])[\w+-](?:[\w.+-]{0,62}[\w+-])?@[A-Za-z0-9](?:[A-Za-z0-9-]{0,60})(?:\.[A-Za-z0-9-]{1,60}){0,4}\.[A-Za-z]{2,20}/g,
    'email',
    (m) => m[0].toLowerCase(),
  ],
])

export const findUrls: Find = finder([
  [/(?:https?:\/\/|(?<![\w.@])www\.)[\w\-.~:/?#@!$&'*+,;=%[\]]{3,500}/gi, 'url', (m) => m[0]],
])
