import { isBankCard, isIdCard } from '#governance/check-digits.ts'

/** What can point to a person, as named in placeholders. `MARK` is a sign of ours that the text itself holds. */
export type Personal =
  | ('MARK' | 'NAME' | 'EMAIL' | 'IDCARD' | 'CARD' | 'PHONE' | 'ADDRESS' | 'PLATE')
  | ('REFUND' | 'ORDER' | 'TRACKING' | 'NUMBER')

export type Found = { kind: Personal; start: number; end: number; text: string }

/** Personal data and references in free text, in order, never overlapping. `names` are known to belong to the person. */
export function findPersonal(text: string, names: readonly string[] = []): Found[] {
  const found: Found[] = []
  const taken = new Uint8Array(text.length)
  const take = (kind: Personal, start: number, value: string) => {
    const end = start + value.length
    if (value.length === 0 || taken.subarray(start, end).includes(1)) return
    taken.fill(1, start, end)
    found.push({ kind, start, end, text: value })
  }
  for (const match of text.matchAll(/[⟦⟧]/g)) take('MARK', match.index, match[0])
  for (const name of [...new Set(names.map((one) => one.trim()))].sort((a, b) => b.length - a.length))
    for (const start of placesOf(text, name)) take('NAME', start, text.slice(start, start + name.length))
  for (const { kind, pattern, group = 0, accept = () => true } of RULES)
    for (const match of text.matchAll(pattern)) {
      const value = match[group]!
      if (accept(value)) take(kind, match.index + (group ? match[0].length - value.length : 0), value)
    }
  return found.sort((a, b) => a.start - b.start)
}

/** A name of one sign is too common a word; a Latin one must stand alone. */
function placesOf(text: string, name: string): number[] {
  if ([...name].length < 2) return []
  const latin = /^[\p{Script=Latin}\p{M} .'’-]+$/u.test(name)
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const pattern = latin ? `(?<![\\p{L}\\p{Nd}])${escaped}(?![\\p{L}\\p{Nd}])` : escaped
  return [...text.matchAll(new RegExp(pattern, latin ? 'giu' : 'gu'))].map((match) => match.index)
}

type Rule = { kind: Personal; pattern: RegExp; group?: number; accept?: (value: string) => boolean }
/** Not inside a longer number or code: `HM13812345678` is an order, not a mobile. */
const ALONE = { before: '(?<![A-Za-z\\p{Nd}*_])', after: '(?![\\p{Nd}A-Za-z_*])' }
const DIGIT = '[0-9０-９]'
const alone = (pattern: string, flags = 'gu') => new RegExp(`${ALONE.before}${pattern}${ALONE.after}`, flags)
const HAN = '\\p{Script=Han}'
const COUNT = '[0-9０-９一二三四五六七八九十百]{1,6}'
const ROOM =
  '(?:\\s?[0-9０-９A-Za-z一二三四五六七八九十-]{1,6}\\s?(?:号楼|号|弄|幢|栋|单元|座|楼|层|室))*(?:\\s?[0-9]{2,5}(?!\\d))?'

const SELF = '(?:我的名字是|我的名字叫|我叫)(?:是|为|叫)?[:：]?'
const PARTY = '收件人|收货人|联系人|姓名|本人'
/** Those of nine people in ten, less the ones that begin common words. */
const SURNAMES =
  '王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范石姚谭廖邹熊陆郝孔崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易贺赖龚庞樊兰殷施洪翟倪严牛温芦季俞章鲁葛伍韦毕聂焦欧'

const name = (pattern: string): Rule => ({ kind: 'NAME', group: 1, pattern: new RegExp(pattern, 'gu') })

const RULES: Rule[] = [
  { kind: 'EMAIL', pattern: /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}/gu },
  { kind: 'IDCARD', pattern: alone(`${DIGIT}{17}[0-9０-９XxＸｘ]`), accept: isIdCard },
  { kind: 'CARD', pattern: alone(`${DIGIT}(?:[ -]?${DIGIT}){12,18}`), accept: isBankCard },
  { kind: 'PHONE', pattern: alone(`(?:\\+?(?:86|８６)[ -]?)?[1１][3-9３-９](?:[ -]?${DIGIT}){9}`) },
  // An area code and seven or eight digits, as in 0571-86601234; a hotline as in 400-800-1234.
  { kind: 'PHONE', pattern: alone('0\\d{2,3}[- ]\\d{3,4} ?\\d{4}') },
  { kind: 'PHONE', pattern: alone('[48]00[- ]?\\d{3}[- ]?\\d{4}') },
  // From the street on, or a named estate with the number of a house.
  {
    kind: 'ADDRESS',
    pattern: new RegExp(
      `${HAN}{1,10}?(?:路|街|大道|胡同|巷|弄|村|小区|花园|公寓|大厦|家园|苑)\\s?${COUNT}\\s?(?:号楼|号|弄|幢|栋|巷|单元|座|室)${ROOM}`,
      'gu',
    ),
  },
  {
    kind: 'ADDRESS',
    pattern:
      /(?<![\w-])\d{1,5} (?:[A-Z][a-z'’]+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd)\b/gu,
  },
  {
    kind: 'PLATE',
    pattern:
      /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·• ]?[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])/gu,
  },
  { kind: 'REFUND', pattern: alone('(?:RF|TK)-?\\d{6,18}', 'giu') },
  { kind: 'ORDER', pattern: alone('HM-?\\d{6,18}', 'giu') },
  { kind: 'TRACKING', pattern: alone('[A-Z]{1,5}-?\\d{8,20}[A-Z]{0,2}', 'giu') },
  // Any other long number may be one of theirs.
  { kind: 'NUMBER', pattern: new RegExp(`(?<![\\p{Nd}])${DIGIT}{8,40}(?![\\p{Nd}])`, 'gu') },
  // Said as a name: 收件人：…, 我叫…
  name(
    `(?:${SELF}|(?:${PARTY})(?:(?:是|为|叫)[:：]?|[:：]|\\s))\\s?(?![了你您他她它谁啥什过来去])(${HAN}{2,4})(?![${HAN}*])`,
  ),
  // Right behind the word only what begins like a name: 联系人工客服 and 本人到场 name nobody.
  name(`(?:${PARTY})([${SURNAMES}]${HAN}{1,3})(?![${HAN}*])`),
  {
    kind: 'NAME',
    group: 1,
    pattern: /\b(?:[Mm]y name is|[Rr]ecipient(?: is)?:?|[Cc]onsignee:?)\s([A-Z][a-z'-]+(?: [A-Z][a-z'-]+){0,2})/gu,
  },
]
