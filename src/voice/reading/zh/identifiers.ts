import type { Around, Rule } from '#voice/reading/scan.ts'
import { byFours, cardinal, decimal, digitByDigit, grouped, identifier, MEASURE } from '#voice/reading/zh/numbers.ts'

const spelled = (letters: string): string => [...letters].join(' ')

/** A code of letters, digits and joints, each sign for itself: `A-103` → A杠幺零三. */
export const code = (text: string): string =>
  text
    .split(/([A-Za-z]+|\d+)/)
    .map((part) =>
      /^\d/.test(part)
        ? byFours(part)
        : /^[A-Z]+$/.test(part)
          ? spelled(part)
          : part.replace(/[-–—]/, '杠').replace('_', '下划线').replace('/', '斜杠').replace('.', '点'),
    )
    .join(' ')
    .replace(/ *(杠|下划线|斜杠|点) */g, '$1')
    .trim()

const mobile: Rule = {
  pattern: /(?:\+?86[ -]?)?(1[3-9]\d)[ -]?(\d{4})[ -]?(\d{4})(?!\d)/y,
  say: ([text, a, b, c], { before }) => {
    if (/\d$/.test(before)) return null
    return `${/^\+/.test(text) ? '加八六、' : ''}${[a, b, c].map((part) => identifier(part!)).join('、')}`
  },
}

const landline: Rule = {
  pattern: /(?:\((0\d{2,3})\)|(0\d{2,3})-|(400|800)-?)(\d{3,4})[ -]?(\d{4})(?:(?:-|转)(\d{1,6}))?(?![\d-])/y,
  say: ([, a, b, free, middle, last, extension]) =>
    [a ?? b ?? free, middle, last].map((part) => identifier(part!)).join('、') +
    (extension ? `转${identifier(extension)}` : ''),
}

/** Numbers of public services, where it is about calling. */
const hotline: Rule = {
  pattern: /(?:1\d{2,4}|9[56]\d{3,6})(?![\d.,%])/y,
  say: ([text], { before, after }) =>
    /(?:拨打|拨|电话|热线|致电|客服|打|联系|短信|发送至|发到)[^\d，。]{0,3}$/.test(before) ||
    /^\s*(?:热线|客服|服务热线)/.test(after)
      ? identifier(text)
      : null,
}
const wellKnown: Rule = {
  pattern: /(?:100(?:86|10)|123(?:15|06)|955\d\d|618)(?![\d.,%])/y,
  say: ([text], { before, after }) => (/[\d.]$/.test(before) || MEASURE.test(after) ? null : identifier(text)),
}

/** What is left of a number that was made unreadable: its beginning or its end. */
const masked: Rule = {
  pattern: /(\d{2,6})?[ -]?[*•＊]{2,}(?:[ -]?[*•＊]{2,}){0,4}[ -]?(\d{2,6}[Xx]?|[Xx])?(?!\d)/y,
  say: ([, head, tail], { before }) => {
    const end = tail ? (/尾号\s*(?:为|是)?\s*$/.test(before) ? '' : '尾号') + tail.replace(/\d+/, identifier) : ''
    // The first digits of a card say nothing to its owner; those of a telephone do.
    const begin = head && (/^1[3-9]\d$/.test(head) || !tail) ? `${identifier(head)}开头` : ''
    return [begin, end].filter(Boolean).join('、')
  },
}

const NAMED =
  /(?:尾号|订单号?|单号|编号|工单|运单|流水号?|验证码|校验码|动态码|密码|口令|房号|房间号?|卡号|账号|帐号|会员号|身份证号?码?|工号|号码|编码|代码|条码|序列号|邮编|取件码|提货码|券码|兑换码|邀请码|车次|航班号?|票号|座位号?|批次号?|合同号?|分机|转|机型|型号|货号|故障码|错误码|QQ|微信号?|ID|id)\s*(?:后四位|后几位)?\s*(?:为|是|:|：|#|号|码|“|「|"|（|\()*\s*$/

/** Digits that name a thing, by the word before them, the word behind them, their zeros in front or their length. */
const named: Rule = {
  pattern: /#?(\d{2,40})(?![\d.,:%])(?!-\d)/y,
  say: ([text, digits], { before, after }) => {
    if (text.startsWith('#')) return byFours(digits!)
    if (NAMED.test(before) && digits!.length >= 3 && !MEASURE.test(after)) return byFours(digits!)
    if (/^(?:0\d|\d{17,})/.test(digits!)) return byFours(digits!)
    if (digits!.length >= 3 && /^\s*(?:室|房(?!间|屋|产)|号房|号订单|号工单|次列车|次航班)/.test(after))
      return identifier(digits!)
    return digits!.length >= 8 && !digits!.endsWith('0000') && !/^\s*[元块万亿]/.test(after) && !MEASURE.test(after)
      ? byFours(digits!)
      : null
  },
}

const hash: Rule = { pattern: /#(?=[A-Za-z]*\d)/y, say: () => '' }

/** `2-301`, `2026-0315-88`: parts that are no range. */
const jointed: Rule = {
  pattern: /\d{1,10}(?:-\d{1,10}){1,5}(?![\d.])/y,
  say: ([text], around) => {
    const parts = text.split('-')
    const room = /^\s*(?:室|房|号)/.test(around.after) && /^\d{3,}$/.test(parts.at(-1)!)
    return parts.length > 2 || room || NAMED.test(around.before) || parts.some((one) => /^0\d/.test(one))
      ? parts.map(byFours).join('杠')
      : null
  },
}

/** Letters and digits in one word: a code, a model, a product with its number. */
const mixed: Rule = {
  pattern: /(?=[A-Za-z\d/_-]*\d)(?=\d*[A-Za-z])[A-Za-z\d]+(?:[-_/][A-Za-z\d]+){0,6}(?![A-Za-z\d])/y,
  say: ([text], { before }) => (/[A-Za-z\d]$/.test(before) ? null : (wordWithNumber(text) ?? code(text))),
}

/** `iPhone15` → iPhone十五, `A4` → A四, `5G` → 五G; what looks like a code is none of these. */
function wordWithNumber(text: string): string | null {
  const [, word, number, tail] = /^([A-Za-z]+)[- ]?(\d{1,3})([A-Za-z]{0,3})$/.exec(text) ?? []
  if (word && number) {
    const isName = /[a-z]/.test(word) && word.length > 1
    if (number.startsWith('0') || (!isName && (number.length === 3 || (tail && word.length > 1)))) return null
    return `${isName || word.length === 1 ? word : spelled(word)}${cardinal(number)}${tail ? spelled(tail) : ''}`
  }
  const [, before, letters] = /^(\d{1,4})([A-Za-z]{1,3})$/.exec(text) ?? []
  return before && letters && !before.startsWith('0') ? cardinal(before) + spelled(letters) : null
}

/** `G1234` of a train, `MU5137` of a flight are codes already; a version is numbers between points. */
const version: Rule = {
  pattern: /[vV]?(?:er(?:sion)?\.?\s?)?(\d{1,4}(?:\.\d{1,6}){2,5})(?![\d.]*\d)/y,
  say: ([text, numbers], around) => {
    const parts = numbers!.split('.')
    const address = parts.length === 4 && parts.every((one) => Number(one) < 256) && isAddress(around)
    const said = parts.map(address ? identifier : cardinal).join('点')
    return /^[vV]/.test(text) && !/版本?\s*$/.test(around.before) ? `版本${said}` : said
  },
}
const isAddress = ({ before }: Around): boolean => !/版本?\s*[:：为是]?\s*$/.test(before)

const shortVersion: Rule = {
  pattern: /[vV](\d{1,3}(?:\.\d{1,3})?)(?![\d.A-Za-z])/y,
  say: ([, number], { before }) =>
    /[A-Za-z\d]$/.test(before) ? null : `${/版本?\s*$/.test(before) ? '' : '版本'}${decimal(number!)}`,
}

/** Addresses of the web are not for the ear: the link goes out as a text message. */
const link: Rule = {
  pattern:
    /(?:(?:https?|ftp):\/\/|www\.)[^\s，。；！？、（）()<>"'“”「」《》|\u4e00-\u9fff]{1,2000}|[a-z\d-]{1,60}(?:\.[a-z\d-]{1,60}){0,4}\.(?:com|cn|net|org|io|top|shop|vip|me|cc|co)\/[^\s，。；！？、（）()<>"'“”「」《》|\u4e00-\u9fff]{0,2000}/iy,
  say: (_, { before }) =>
    /(?:点击|点开|打开|访问|登录|登陆|进入|浏览|查看|通过|使用|复制|到|在|从|见|至|用|网址为?|链接为?|是)\s*[:：]?\s*$/.test(
      before,
    )
      ? '短信里的链接'
      : '详见短信链接',
}

const MAILBOX = /([A-Za-z\d][\w.+-]{0,63})@([A-Za-z\d-]{1,63}(?:\.[A-Za-z\d-]{1,63}){1,4})/y
const mail: Rule = {
  pattern: MAILBOX,
  say: ([, box, host]) => `${address(box!)}艾特${address(host!)}`,
}
const site: Rule = {
  pattern: /[A-Za-z\d-]{1,63}(?:\.[A-Za-z\d-]{1,63}){0,3}\.(?:com|cn|net|org|io|top|shop|vip)(?![A-Za-z\d.-])/y,
  say: ([host]) => address(host),
}
const address = (text: string): string =>
  text
    .replace(/\d+/g, (digits) => (digits.length > 2 ? identifier(digits) : digitByDigit(digits)))
    .replaceAll('.', '点')
    .replaceAll('-', '杠')
    .replaceAll('_', '下划线')
    .replaceAll('+', '加')

/** An ID of 18 signs: six for the place, eight for the birthday, four. */
const identityCard: Rule = {
  pattern: /([1-9]\d{5})((?:19|20)\d{6})(\d{3}[\dXx])(?![\dA-Za-z])/y,
  say: ([, place, birthday, rest]) =>
    `${identifier(place!)}、${grouped(birthday!, [4])}、${rest!.replace(/\d+/, identifier).toUpperCase()}`,
}

export const LINKS: Rule[] = [link, mail, site]
export const NUMBERS_TO_CALL: Rule[] = [identityCard, mobile, landline, masked, hotline, wellKnown]
export const VERSIONS: Rule[] = [version, shortVersion]
export const CODES: Rule[] = [jointed, named, hash]
export const MIXED: Rule[] = [mixed]
