import { type Find, finder } from '#understanding/entities/found.ts'

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
const PLATE = new RegExp(
  `[${PROVINCES}]\\s?[A-HJ-NP-Z]\\s?[·•.-]?\\s?(?:[A-HJ-NP-Z0-9]{6}|[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳])(?![A-Za-z0-9])`,
  'gi',
)

/** Number plates: a province, a letter, and five characters or, for new energy, six of which the first or last is D or F. */
export const findPlates: Find = finder([
  [
    PLATE,
    'plate',
    (m) => {
      const plate = m[0].replace(/[\s·•.-]/g, '').toUpperCase()
      const rest = plate.slice(2)
      if (!/\d/.test(rest)) return null
      return rest.length === 5 || /^[A-HJK]|[A-HJK]$/.test(rest) ? plate : null
    },
  ],
])

const AIRLINES =
  'CA|MU|CZ|HU|ZH|MF|3U|SC|FM|HO|9C|KN|GS|PN|TV|EU|DZ|QW|JD|KY|CN|8L|G5|BK|NS|GJ|AQ|GX|CX|KA|HX|UO|CI|BR|JX|NH|JL|KE|OZ|SQ|TG|MH|EK|QR|LH|AF|BA|KL|AA|UA|DL|AC|QF|TK'

/** Flights: the code of an airline and three or four digits. */
export const findFlights: Find = finder([
  [
    new RegExp(`(?<![A-Za-z0-9])(?:${AIRLINES})\\s?\\d{3,4}(?![A-Za-z0-9])`, 'gi'),
    'flight',
    (m) => m[0].replace(/\s/g, '').toUpperCase(),
  ],
])

/** Trains: G, D or C and three or four digits, or any letter of trains beside the word for them. */
export const findTrains: Find = finder([
  [/(?<![A-Za-z0-9-])[GDCZTK]\d{3,4}(?:次)?(?![A-Za-z0-9])/gi, 'train', readTrain],
  [/(?<![A-Za-z0-9-])[GDCZTKYLS]\d{1,4}(?:次|列车|高铁|动车)/gi, 'train', readTrain],
  [
    /(?:车次|高铁|动车|火车|列车|train)\s?(?:是|:|号)?\s?(?<v>[GDCZTKYLS]\d{1,4})(?![A-Za-z0-9])/gi,
    'train',
    (m) => m.groups!.v!.toUpperCase(),
  ],
])

function readTrain(match: RegExpExecArray): string | null {
  return /^[A-Z]\d+/i.exec(match[0])?.[0].toUpperCase() ?? null
}
