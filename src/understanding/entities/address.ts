import { DISTRICTS } from '#understanding/entities/districts.ts'
import type { Find, Found } from '#understanding/entities/found.ts'
import { PINYIN_CITIES, REGION_NAMES, REGIONS, type Region } from '#understanding/entities/regions.ts'

export type Address = { province?: string; city?: string; district?: string; detail?: string }

/** Chinese and English addresses, as JSON of province, city, district and detail. A city alone counts only after 寄到/地址 …. */
export const findAddresses: Find = (folded) => [
  ...(/[\u4e00-\u9fff]/.test(folded) ? chinese(folded) : []),
  ...(/\d\s[A-Z]/.test(folded) ? english(folded) : []),
]

const REGION = new RegExp(REGION_NAMES.join('|'), 'y')
const FIRST = new Set(REGION_NAMES.map((name) => name[0]!))
const DISTRICT = /(?!号|第)[一-龥]{1,6}?(?:新区|开发区|高新区|区(?!别|分|间|域)|县|自治旗|旗(?!舰)|市(?!场|区|民))/y
const LEAD =
  /(?:地址|住址|寄到|寄往|寄去|寄给|送到|送往|改到|改成|改为|换成|换到|发到|搬到|住在|家在|位于|ship to|deliver to|address is)\s*(?:是|为|:|在)?\s*$/i
/** A street, a building, a village: what makes a detail one. */
const PLACE =
  /[路街道巷弄村镇乡苑园庄屯寨]|里(?=\d)|大厦|广场|小区|公寓|花园|中心|宿舍|大学|学校|医院|号|栋|幢|座|单元|室|楼/
const STOP =
  /[,;。!?\n、"“”()]|(?:收件人|收货人|联系人|联系电话|电话|手机|姓名|邮编|谢谢|麻烦|可以吗|行吗|吗|吧(?!里)|呢|,)/

function chinese(folded: string): Found[] {
  const found: Found[] = []
  for (let i = 0; i < folded.length; i++) {
    const parsed = FIRST.has(folded[i]!) ? fromRegion(folded, i) : null
    if (!parsed) continue
    found.push(toFound(parsed.address, i, parsed.end))
    i = parsed.end - 1
  }
  return found.length ? found : bareDetail(folded)
}

function fromRegion(folded: string, start: number): { address: Address; end: number } | null {
  const address: Address = {}
  let at = start
  for (let name = regionAt(folded, at); name; name = regionAt(folded, at)) {
    const region = REGIONS.get(name) as Region
    if (!fits(address, region)) break
    address.province = region.province
    if (region.city) address.city = region.city
    at = skipSpace(folded, at + name.length)
  }
  if (at === start) return null
  const district = sticky(DISTRICT, folded, at)
  if (district && !/(?:省|路|街|到|在|的)/.test(district.slice(0, -1))) {
    address.district = district
    at = skipSpace(folded, at + district.length)
  } else {
    const known = saidDistrict(folded, at, address.city)
    if (known) address.district = known.full
    at = skipSpace(folded, at + (known?.said.length ?? 0))
  }
  const detail = detailAt(folded, at)
  if (detail) address.detail = detail.trim()
  const end = at + (detail?.length ?? 0)
  const levels = Object.keys(address).length - (address.city && address.city === address.province ? 1 : 0)
  // 山东到北京 and 停在杭州 name places, not an address.
  const isAddress =
    levels >= 3 || !!address.district || !!address.detail || LEAD.test(folded.slice(Math.max(0, start - 12), start))
  return isAddress ? { address, end: trimEnd(folded, start, end) } : null
}

/** 上海浦东, 北京海淀: a district named without its 区 counts right behind its city. */
function saidDistrict(folded: string, at: number, city: string | undefined) {
  const list = city && DISTRICTS.get(city.replace(/市$/, ''))
  return list ? list.find(({ said }) => folded.startsWith(said, at)) : undefined
}

/** The next region belongs to what is known: a city of the same province after a province. */
const fits = (address: Address, next: Region) =>
  !address.province ||
  (!!next.city && next.province === address.province && (!address.city || address.city === next.city))

function regionAt(folded: string, at: number): string | null {
  return FIRST.has(folded[at] ?? '') ? sticky(REGION, folded, at) : null
}

function sticky(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
}

const skipSpace = (text: string, at: number) => (text[at] === ' ' ? at + 1 : at)

function trimEnd(text: string, start: number, end: number): number {
  let last = end
  while (last > start && text[last - 1] === ' ') last--
  return last
}

/** Up to the next stop, a phone number, or a space that is followed by no further piece of address. */
function detailAt(folded: string, at: number): string | null {
  let text = folded.slice(at, at + 80)
  const stop = STOP.exec(text)
  if (stop) text = text.slice(0, stop.index)
  text = text.replace(/\s*(?:\+?86)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}.*$/s, '')
  const pieces = text.split(/(\s+)/)
  let kept = pieces[0] ?? ''
  for (let i = 2; i < pieces.length; i += 2) {
    if (!/[号栋幢座室楼层单元路街]|^\d+[-#\d]*$/.test(pieces[i]!)) break
    kept += pieces[i - 1]! + pieces[i]!
  }
  kept = kept.replace(/(?:的(?:地址|家|朋友)?|去|哦|啊|了|上|那里|这里|来)$/, '')
  return PLACE.test(kept) && kept.length >= 2 && !/^[的到在去了是和]|多久|寄到|送到|什么|怎么|要/.test(kept)
    ? kept
    : null
}

/** 文三路90号3幢201 without a city: a street with a number, or a building with a room. */
function bareDetail(folded: string): Found[] {
  const found: Found[] = []
  const road =
    /(?:[一-龥]{2,4}[区县镇乡](?=[一-龥]))?[一-龥]{2,8}(?:路|大道|街|巷|弄|胡同|小区|花园|公寓|大厦|苑|村)[一-龥\d]{0,10}?\d{1,5}[-\d]*\s?(?:号楼?|弄|栋|幢|座|室|单元)(?:[\dA-Za-z一-龥-]{0,20}(?:室|号|楼|栋|幢|层|\d{2,4}))?/g
  for (const match of folded.matchAll(road)) {
    const lead =
      /^.*(?:地址|寄到|送到|改到|改成|换成|发到|搬到|住在|家在|是在|寄往|我在|改为|位于)(?:是|为|了)?/.exec(
        match[0],
      )?.[0].length ?? 0
    const text = match[0].slice(lead)
    const district = sticky(DISTRICT, text, 0)
    const detail = text.slice(district?.length ?? 0)
    if (detail.length < 4) continue
    const start = match.index + lead
    found.push(toFound(district ? { district, detail } : { detail }, start, start + text.length))
  }
  return found
}

const ENGLISH_STREET =
  /(?<![A-Za-z\d])(?:(?:Room|Flat|Apt\.?|Unit|Building)\s?[\dA-Z-]{1,6},\s?){0,3}(?:No\.\s?)?\d{1,5}\s(?:[A-Z][\w'.-]*\s){1,4}(?:Road|Rd|Street|St|Avenue|Ave|Lane|Ln|Boulevard|Blvd|Drive|Dr|Way|Square|Alley)\b\.?(?:,\s?(?:Room|Flat|Apt\.?|Unit|Building)\s?[\dA-Z-]{1,6}){0,3}(?<rest>(?:,\s?[A-Z][A-Za-z' ]{1,30}){0,3})/g

function english(folded: string): Found[] {
  return [...folded.matchAll(ENGLISH_STREET)].map((match) => {
    const address: Address = {}
    const others: string[] = []
    for (const piece of (match.groups?.rest ?? '').split(',').map((part) => part.trim())) {
      const name = PINYIN_CITIES[piece.toLowerCase().replace(/ city$/, '')]
      const region = name ? REGIONS.get(name) : undefined
      if (region) Object.assign(address, { province: region.province, city: region.city })
      else if (piece && piece.toLowerCase() !== 'china') others.push(piece)
    }
    if (others.length) address.district = others.join(', ')
    address.detail = match[0].slice(0, match[0].length - (match.groups?.rest?.length ?? 0))
    return toFound(address, match.index, match.index + match[0].length)
  })
}

const toFound = ({ province, city, district, detail }: Address, start: number, end: number): Found => ({
  kind: 'address',
  value: JSON.stringify({ province, city, district, detail }),
  start,
  end,
})
