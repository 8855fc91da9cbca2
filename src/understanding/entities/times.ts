import { NUMERAL, readNumber } from '#understanding/entities/chinese-number.ts'
import { type Find, finder } from '#understanding/entities/found.ts'

/** Parts of the day and the hour they stand for when no hour is given. */
const PARTS: Record<string, number> = {
  凌晨: 3,
  清晨: 7,
  一早: 8,
  早上: 8,
  早晨: 8,
  上午: 9,
  中午: 12,
  下午: 14,
  傍晚: 18,
  晚上: 19,
  夜里: 22,
  半夜: 23,
  晚: 19,
  早: 8,
}
const part = '凌晨|清晨|一早|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|半夜|(?<=[今明昨前])[早晚]'
const number = `(?:\\d{1,2}|[${NUMERAL}]{1,3})`
const clock = (hour: number, minute: number) =>
  hour < 24 && minute < 60 ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : null

const findAny = finder([
  [
    new RegExp(
      `(${part})?\\s?(${number})\\s?(?:点钟?|时(?!间|候))(?:(半)|([一三1-3])刻|(${number})分?)?(?!击|评|赞|心)`,
      'g',
    ),
    'time',
    (m) => {
      const hour = readNumber(m[2]!)
      const minute = m[3] ? 30 : m[4] ? (readNumber(m[4]) ?? 0) * 15 : m[5] ? (readNumber(m[5]) ?? 0) : 0
      return hour === null ? null : clock(inPart(hour, m[1]), minute)
    },
  ],
  [
    new RegExp(`(${part})?\\s?(?<!\\d|\\d[:.])([01]?\\d|2[0-3]):([0-5]\\d)(?![\\d:])\\s?(am|pm)?`, 'gi'),
    'time',
    (m) => clock(m[4] ? inHalf(Number(m[2]), m[4]) : inPart(Number(m[2]), m[1]), Number(m[3])),
  ],
  [
    /(?<![\d.:])(1[0-2]|0?[1-9])\s?(am|pm|a\.m\.|p\.m\.|o'clock)(?![A-Za-z])/gi,
    'time',
    (m) => clock(/^o/i.test(m[2]!) ? Number(m[1]) : inHalf(Number(m[1]), m[2]!), 0),
  ],
  [new RegExp(`(?:${part})(?!好|安)`, 'g'), 'time', (m) => clock(PARTS[m[0]]!, 0)],
  [
    /(?<![A-Za-z])(?<!good )(?:(?:in the |this |tomorrow |day )(?<v>morning|afternoon|evening)|(?<=day )(?<x>morning|afternoon|evening|night)|(?<w>noon|midnight|tonight|last night))(?![A-Za-z])/gi,
    'time',
    (m) => ENGLISH[(m.groups!.v ?? m.groups!.w ?? m.groups!.x)!.toLowerCase()] ?? null,
  ],
])

/** Times of day: 下午3点半, 15:30, 晚上八点一刻, 3pm, noon; a part of the day alone gives its hour (上午 → 09:00). */
export const findTimes: Find = (folded, now) => (MAYBE.test(folded) ? findAny(folded, now) : [])

/** What every time of day contains. */
const MAYBE = /[\d点时晨早上中下傍晚夜]|noon|night|morning|evening/i

const ENGLISH: Record<string, string> = {
  morning: '09:00',
  afternoon: '14:00',
  evening: '19:00',
  night: '20:00',
  noon: '12:00',
  midnight: '00:00',
  tonight: '19:00',
  'last night': '19:00',
}

function inPart(hour: number, name: string | undefined): number {
  if (!name || hour >= 12) return name && /晚|夜/.test(name) && hour === 12 ? 0 : hour
  if (name === '中午') return hour < 3 ? hour + 12 : hour
  if (/半夜|夜里/.test(name)) return hour >= 6 ? hour + 12 : hour
  return /下午|傍晚|晚/.test(name) ? hour + 12 : hour
}

const inHalf = (hour: number, half: string) => (hour % 12) + (/^p/i.test(half) ? 12 : 0)
